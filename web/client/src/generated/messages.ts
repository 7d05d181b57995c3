/** One line of a trace. */
export interface TraceEvent {
  seq: number;
  t: number;
  type: string;
  x: number;
  y: number;
  heading: number;
  cell: string | null;
  [field: string]: unknown;
}

/** Teacher: open a class with a lesson; answered by ClassOpened. */
export interface OpenClass {
  lesson: string | null;
}

/** The class's code, its address for tablets and the QR code of that address (SVG text). */
export interface ClassOpened {
  code: string;
  address: string;
  permanent: string;
  qr: string;
}

/** Teacher: end the class; its tablets return to the join page with nothing left on them. */
export interface CloseClass {
}

/** It is done. */
export interface Done {
}

/** Teacher or board alone: go to a lesson and a step of it. */
export interface ChooseLesson {
  lesson: string | null;
  step: number;
}

/** Visitor: sit down with one to six animals; answered by Joined, or `animal-taken`. */
export interface Join {
  animals: string[];
  code: string;
}

/** A seat, and the token with which this tablet comes back to it (kept until the class ends). */
export interface Joined {
  seat: string;
  token: string;
}

/** Teacher: the tap that lets another tablet take this animal. */
export interface LetGo {
  animal: string;
}

/** Pupil or board: a gesture changed the program; answered by Saved after it is on disk. */
export interface Edit {
  gesture: string;
  seat: string;
  program: ProgramText;
}

/** A program in one face: the JSON text of cards or blocks, or the Python text. */
export interface ProgramText {
  face: "cards" | "blocks" | "python";
  content: string;
}

/** The gesture is on disk. */
export interface Saved {
  gesture: string;
}

/** Pupil or board: the flag stands here, where the robot will end (None: taken away). */
export interface Plant {
  seat: string;
  cell: string | null;
}

/** Show a program in another face; answered by Converted. */
export interface Convert {
  program: ProgramText;
  to: "cards" | "blocks" | "python";
  language: string;
  beside: boolean;
}

/** The program in the other face, or why it cannot be shown there. */
export interface Converted {
  program: ProgramText | null;
  faults: Fault[];
  lines: Record<string, [number, number]>;
}

/** A problem on its way to a screen; the screen makes the sentence (`errors.<code>`). */
export interface Fault {
  code: string;
  where: string;
  details: Record<string, string | number>;
  remark: boolean;
}

/** Read a program's file (`.json`, `.py`, `.sb3`) of a device; answered by Converted. */
export interface OpenFile {
  name: string;
  data: string;
  language: string;
}

/** What is wrong with a program, for a robot; answered by Checked. */
export interface Check {
  program: ProgramText;
  robot: string;
}

/** The problems and remarks, none when the program may run. */
export interface Checked {
  faults: Fault[];
}

/** Pupil or board: take a robot (None: give it back); `robot-busy` with `holder` when held. */
export interface ChooseRobot {
  seat: string;
  robot: string | null;
}

/** Teacher: this robot is this group's from now on (None: nobody's); what runs on it stops. */
export interface GiveRobot {
  robot: string;
  seat: string | null;
}

/** Teacher: a robot that was heard on the air belongs to this room from now on. */
export interface AdoptRobot {
  robot: string;
}

/** Pupil or board: GO; answered by Started. */
export interface Run {
  seat: string;
  robot: string;
  program: ProgramText | null;
  stepwise: boolean;
  breakpoints: string[];
  slow: number;
  remote: RemoteStack[];
  words: string[];
}

/** A stack of a program that runs on the tablet: what starts it, None: the run's start. */
export interface RemoteStack {
  word: string | null;
  arguments: Record<string, boolean | number | string | null>;
}

/** The run's name; its events come on the stream of that name. */
export interface Started {
  run: string;
}

/** Pupil, board or teacher: what to do with a run under way. */
export interface Steer {
  run: string;
  action: "stop" | "pause" | "resume" | "step" | "slow" | "normal";
}

/** Pupil or board: the robot really stands here; the server judges the mission. */
export interface Landed {
  run: string;
  cell: string;
}

/** What a mission's goals say of a run. */
export interface Verdict {
  program: boolean | null;
  floor: boolean | null;
  slid: boolean;
  arrived: string | null;
  mistake: string | null;
}

/** Teacher or board: every robot of the class stops. */
export interface StopAll {
}

/** Teacher or board: the runs that the board shows, one or two. */
export interface ShowOnBoard {
  runs: string[];
}

/** A simulated input of a run: `button.up`, `sound_level`; `input` answers what it asks for. */
export interface Press {
  run: string;
  name: string;
  value: boolean | number | string;
}

/** Pupil or board: a remote run's stack says a word, to server and gateway; Done: passed on. */
export interface RemoteWord {
  run: string;
  number: number;
  stack: number;
  line: string;
  word: string | null;
  arguments: Record<string, boolean | number | string | null>;
  fault: Fault | null;
}

/** Pupil or board: a remote run's own loop goes on; after 1 s without one its robot stops. */
export interface RemoteBeat {
  run: string;
  began: number;
}

/** Anyone who may choose it: the robot lights up and sings. */
export interface Identify {
  robot: string;
}

/** Anyone who may choose it: show a robot whose front nobody sees where it is. */
export interface Aim {
  robot: string;
  step: "begin" | "front" | "leave";
}

/** Any screen: send me these runs' events, from after what I have (`[epoch, seq]` by stream). */
export interface Follow {
  streams: Record<string, [number, number]>;
}

/** Teacher: a code for another device, valid for 60 s; answered by CodeShown. */
export interface TeacherCode {
}

/** The code and the seconds it lives. */
export interface CodeShown {
  code: string;
  seconds: number;
}

/** Teacher: a printed way in, good until the next one is made; answered by CardMade. */
export interface MakeCard {
}

/** What is printed on the card, and told this once: the address, and its QR code (SVG text). */
export interface CardMade {
  address: string;
  qr: string;
}

/** The first thing a connection hears: who it is; `server` changes when the server restarts. */
export interface Welcome {
  role: "teacher" | "watcher" | "pupil" | "board" | "visitor" | "gateway";
  server: string;
  seat: string | null;
  code: string | null;
}

/** Everything a screen of the class shows, whole; sent at each change, at most 20 a second. */
export interface ClassState {
  code: string;
  lesson: string | null;
  step: number;
  seats: Seat[];
  robots: RobotState[];
  runs: RunState[];
  gateways: GatewayState[];
  board_runs: string[];
  slow_network: boolean;
  asking: string[];
  format: number;
}

/** One tablet in the class: two to six animals at one seat make a group. */
export interface Seat {
  seat: string;
  number: number;
  animals: string[];
  online: boolean;
  program: ProgramText | null;
  robot: string | null;
  run: string | null;
  flag: string | null;
}

/** One robot of the room as screens show it. */
export interface RobotState {
  name: string;
  kind: string;
  picture_name: string;
  state: "ready" | "running" | "lost" | "busy" | "new";
  abilities: string[];
  battery: number | null;
  link: number | null;
  holder: string | null;
  run: string | null;
  real: boolean;
  stop_guarantee: string;
  aiming: "none" | "wanted" | "done";
}

/** One run, present or past, without its events. */
export interface RunState {
  run: string;
  seat: string;
  robot: string;
  program: ProgramText;
  mat: string;
  state: "starting" | "running" | "paused" | "finished" | "stopped" | "error" | "refused";
  block: string;
  faults: Fault[];
  landed: string | null;
  verdict: Verdict | null;
}

/** One gateway and whether it answers. */
export interface GatewayState {
  gateway: string;
  online: boolean;
}

/** One trace event of a run's stream, numbered; also gateway -> server. */
export interface RunEvent {
  stream: string;
  epoch: number;
  seq: number;
  event: TraceEvent;
}

/** What a screen missed of a stream; `reset` when it must forget what it has. */
export interface RunEvents {
  stream: string;
  epoch: number;
  reset: boolean;
  events: RunEvent[];
}

/** Which block runs now, at most 30 a second; also gateway -> server. Never in the trace. */
export interface Mark {
  run: string;
  block: string;
  seq: number;
  paused: boolean;
}

/** What a program asks for now, None when it no longer does; also gateway -> server. */
export interface Asked {
  run: string;
  question: string | null;
  seq: number;
}

/** Gateway, to the run's own screen alone: a stack begins; its words are waited for. */
export interface RemoteBegan {
  run: string;
  stack: number;
  count: number;
}

/** Gateway, to the run's own screen alone: the word is over; what it gives. */
export interface RemoteAnswer {
  run: string;
  number: number;
  value: boolean | number | string | null;
}

/** The class is over: forget everything. */
export interface ClassClosed {
}

/** It is not done, and why. */
export interface Failure {
  faults: Fault[];
}

/** A lesson as the home page lists it and as the screens play it. */
export interface LessonView {
  slug: string;
  cycle: string;
  title: string;
  aim: string;
  minutes: number;
  ages: [number, number];
  abilities: string[];
  after: string[];
  words: string[];
  limit: number | null;
  faces: ("cards" | "blocks" | "python")[];
  devices: string[];
  mat: MatView;
  pages: MissionPage[];
  start: ProgramText | null;
  flag: boolean;
  teacher_sheet: string;
}

/** A mat as screens draw it; cells from the bottom left, lengths in cm. */
export interface MatView {
  name: string;
  columns: number;
  rows: number;
  cell_cm: number;
  start_cell: string;
  start_heading: number;
  cells: CellView[];
  walls: [string, string][];
  lines: LineView[];
  places: Record<string, string>;
}

/** One cell of a mat that is not plain floor. */
export interface CellView {
  cell: string;
  name: string;
  blocked: boolean;
  colour: string | null;
  picture: string | null;
}

/** A line on the floor, points in cm. */
export interface LineView {
  points: [number, number][];
  width: number;
  colour: string;
}

/** One page of a mission's story: a picture and a sentence that is read aloud. */
export interface MissionPage {
  picture: string;
  text: string;
}

/** A closed floor robot as screens show it: pressed by hand, with no radio. */
export interface CompanionView {
  kind: string;
  names: Record<string, string>;
  picture: string;
  back: string;
  keys: CompanionKey[];
  step_cm: number;
  turn_degrees: number;
  pause_seconds: number;
  memory: number;
  appends: boolean;
}

/** One key on a closed robot's back; places and sizes on a box of 100 by 100. */
export interface CompanionKey {
  id: string;
  does: "forward" | "backward" | "turn_left" | "turn_right" | "pause" | "clear" | "go";
  x: number;
  y: number;
  radius: number;
  colour: string;
  edge: string;
  icon: string;
  shape: "round" | "square";
}

/** What a browser asks, and what it is answered. */
export interface Asks {
  open_class: [OpenClass, ClassOpened];
  close_class: [CloseClass, Done];
  choose_lesson: [ChooseLesson, Done];
  join: [Join, Joined];
  let_go: [LetGo, Done];
  edit: [Edit, Saved];
  plant: [Plant, Done];
  convert: [Convert, Converted];
  open_file: [OpenFile, Converted];
  check: [Check, Checked];
  choose_robot: [ChooseRobot, Done];
  give_robot: [GiveRobot, Done];
  adopt_robot: [AdoptRobot, Done];
  run: [Run, Started];
  steer: [Steer, Done];
  landed: [Landed, Verdict];
  stop_all: [StopAll, Done];
  show_on_board: [ShowOnBoard, Done];
  press: [Press, Done];
  remote_word: [RemoteWord, Done];
  remote_beat: [RemoteBeat, Done];
  identify: [Identify, Done];
  aim: [Aim, Done];
  follow: [Follow, Done];
  teacher_code: [TeacherCode, CodeShown];
  make_card: [MakeCard, CardMade];
}

/** What the server tells a browser. */
export interface Told {
  welcome: Welcome;
  class_state: ClassState;
  run_event: RunEvent;
  run_events: RunEvents;
  mark: Mark;
  asked: Asked;
  remote_began: RemoteBegan;
  remote_answer: RemoteAnswer;
  class_closed: ClassClosed;
}

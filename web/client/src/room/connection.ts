/** The line to the server: websocket first, plain HTTP when that is blocked, for ever trying again. */
import { signal } from "@preact/signals";
import { io, type Socket } from "socket.io-client";
import type { Asks, Fault, Told } from "../generated/messages";
import { keep, recall } from "./memory";

/** The server said no, or did not answer; `faults` say why (`errors.<code>` has the sentence). */
export class Refusal extends Error {
  constructor(readonly faults: Fault[]) {
    super(faults.map((fault) => fault.code).join(", "));
  }
}

/** Whether the server answers now. */
export const online = signal(false);

/** Whether this screen has ever been answered: before, a page waits; after, it says "a short pause". */
export const met = signal(false);

/** Whether this screen goes over plain HTTP because websockets are blocked. */
export const slowRoad = signal(false);

const WEBSOCKET_PATIENCE = 3000;
const ANSWER_PATIENCE = 10000;
const ROAD_KEPT = 12 * 3600 * 1000;

let socket: Socket | null = null;
const listeners: ((socket: Socket) => void)[] = [];

/** The pages that speak with the server. */
export type Page = "pupil" | "teacher" | "board";

/** Opens the line, once a page; `page` says which page this is. */
export function connect(page: Page): void {
  if (socket) return;
  const road = roadKept() ? "polling" : "websocket";
  const line = io("/", {
    transports: [road],
    timeout: WEBSOCKET_PATIENCE,
    reconnectionDelay: 1000,
    reconnectionDelayMax: 2000,
    randomizationFactor: 0.5,
    auth: (give) => give({ page, token: recall("seat") ?? "" }),
  });
  socket = line;
  line.on("connect", () => arrived(line));
  line.on("disconnect", () => (online.value = false));
  line.on("connect_error", () => void changeRoad(line));
  listeners.forEach((listen) => listen(line));
}

/** Closes the line and opens it again, so that the server hears who this is now. */
export function reconnect(): void {
  socket?.disconnect().connect();
}

function roadKept(): boolean {
  return Number(recall("road") ?? 0) > Date.now() - ROAD_KEPT;
}

function arrived(line: Socket): void {
  online.value = true;
  met.value = true;
  slowRoad.value = line.io.opts.transports?.[0] === "polling";
  keep("road", slowRoad.value ? String(Date.now()) : null);
}

/** Plain HTTP only where the server answers and a websocket does not: one that is away is waited for. */
async function changeRoad(line: Socket): Promise<void> {
  online.value = false;
  const blocked = line.io.opts.transports?.[0] === "websocket" && (await answers());
  line.io.opts.transports = [blocked ? "polling" : "websocket"];
}

async function answers(): Promise<boolean> {
  try {
    return (await fetch("/health", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** Calls back at each message of that name. */
export function hear<Name extends keyof Told & string>(name: Name, listen: (message: Told[Name]) => void): void {
  const attach = (line: Socket): void => void line.on(name as string, listen as (message: unknown) => void);
  listeners.push(attach);
  if (socket) attach(socket);
}

/** Calls back whenever the line is there (again). */
export function whenOnline(listen: () => void): void {
  const attach = (line: Socket): void => void line.on("connect", listen);
  listeners.push(attach);
  if (socket) attach(socket);
}

/** Asks the server; gives its answer, or throws a `Refusal`. Waits no longer than 10 s. */
export function ask<Name extends keyof Asks>(name: Name, message: Asks[Name][0]): Promise<Asks[Name][1]> {
  const line = socket;
  if (!line || !line.connected) return Promise.reject(new Refusal([silence()]));
  return new Promise((resolve, reject) => {
    line.timeout(ANSWER_PATIENCE).emit(name, message, (error: unknown, answer: unknown) => {
      if (error) reject(new Refusal([silence()]));
      else if (isFailure(name, answer)) reject(new Refusal(answer.faults));
      else resolve(answer as Asks[Name][1]);
    });
  });
}

function isFailure(name: string, answer: unknown): answer is { faults: Fault[] } {
  if (typeof answer !== "object" || answer === null || !("faults" in answer)) return false;
  return !("program" in answer) && name !== "check";
}

function silence(): Fault {
  return { code: "no-answer", where: "", details: {}, remark: false };
}

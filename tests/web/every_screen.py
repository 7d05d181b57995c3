"""A walk through every page and main state of a class, as a teacher and children come upon them."""

from tests.web import class_story as story
from tests.web.class_story import gone, text, there
from tests.web.e2e import blocks
from tests.web.e2e.writing import KEYBOARD, paste, turn_to_python, write
from tests.web.free_class import open_free_class
from tests.web.school_proxy import SchoolProxy

THROUGH_THE_POND = ["forward", "left", "forward", "right", "forward", "left", "forward", "forward"]
"""A way with corners, which does not lead to the school."""
INTO_THE_EDGE = ["right", "forward"]
SOLVED = ["forward"] * 4 + ["left"] + ["forward"] * 4
"""The bug hunt's program without its bug."""
SLOWLY = ".slowkey"
PYTHON = """\
for tour in range(3):
    avancer(2)
    if obstacle("devant"):
        tourner_a_droite()
    allumer("rouge")
"""


class Walk:
    """Yields the name of each state and the page that shows it, in its window of 1280 x 800.

    `thymio` is an emulated robot that is in the room.
    """

    def __init__(self, browser, school):
        self._browser, self._school = browser, school
        self._teacher = browser.page(school.way_in, 1280, 800)

    def states(self):
        """All of them, in the order of a day."""
        yield from self._before()
        yield from self._joining()
        yield from self._cards()
        yield from self._full_class()
        yield from self._blocks()
        yield from self._on_the_floor()
        yield from self._class_on_the_board()
        yield from self._panels()
        yield from self._board_alone()
        yield from self._python()
        yield from self._away()
        yield from self._free()

    def _tablet(self):
        return self._browser.page(self._school.for_tablets, 1280, 800)

    def _before(self):
        self._teacher.wait(there(".ms.sel"))
        yield "today", self._teacher
        self._pupil = self._tablet()
        self._pupil.wait(there(".waiting h1"))
        yield "closed", self._pupil
        visitor = self._browser.page(f"{self._school.address}/enter", 1280, 800)
        visitor.wait(there(".digit"))
        yield "enter", visitor
        visitor.close()

    def _joining(self):
        story.open_class(self._teacher)
        self._teacher.wait(there(".nobody .qr"))
        yield "class-empty", self._teacher
        for animal in ("le renard", "la vache"):
            self._pupil.tap(f".toyplace[aria-label='{animal}']")
        yield "join", self._pupil
        self._pupil.tap(".joined .go")
        self._pupil.wait(there(story.GO))

    def _cards(self):
        yield "cards-bug", self._pupil
        self._pupil.tap(".teamkey")
        self._pupil.wait(there(".mission .picture"))
        yield "mission", self._pupil
        self._pupil.tap(".mission .tick")
        story.empty(self._pupil)
        yield "cards-empty", self._pupil
        story.lay(self._pupil, *THROUGH_THE_POND)
        yield "cards", self._pupil
        self._pupil.tap(".chains .link:nth-child(1) .pick")
        self._pupil.tap(".chains .link.chosen .pick")
        self._pupil.wait(there(".cardsheet"))
        yield "card-number", self._pupil
        self._pupil.tap(".cardsheet .tick")
        self._pupil.wait(gone(".cardsheet"))

    def _full_class(self):
        """Six groups: one rolls, one has met an edge, one is right, one is elsewhere, two think."""
        teams = (["le lapin"], ["la tortue"], ["le hibou"], ["le canard", "la poule"], ["le lion"])
        self._others = [self._tablet() for _ in teams]
        for page, team in zip(self._others, teams, strict=True):
            story.join(page, *team)
        bumps, right, thinks, elsewhere, _ = self._others
        story.empty(thinks)
        story.lay(thinks, "forward")
        programs = ((right, SOLVED), (bumps, INTO_THE_EDGE), (elsewhere, THROUGH_THE_POND))
        for page, words in programs:
            story.empty(page)
            story.lay(page, *words)
            story.go(page)
        for page in (bumps, elsewhere, right):
            story.is_over(page)
        yield "pupil-elsewhere", elsewhere
        yield "pupil-right", right
        self._pupil.tap(SLOWLY)
        story.go(self._pupil)
        self._teacher.wait(there(".tile[data-seat='1'] .stop"))
        yield "class", self._teacher
        self._pupil.wait(there(".link.now[data-block='1.5']"))
        yield "pupil-run", self._pupil
        self._pupil.tap("[aria-label='Pause']")
        self._pupil.wait(there("[aria-label='Continuer']"))
        yield "pupil-paused", self._pupil
        story.open_group(self._teacher)
        yield "group", self._teacher
        story.stop(self._pupil)

    def _blocks(self):
        story.turn_to_blocks(self._pupil)
        yield "blocks", self._pupil
        story.go(self._pupil)
        self._pupil.wait(there(".blocklySvg .runoutline"))
        yield "blocks-run", self._pupil
        story.stop(self._pupil)
        self._pupil.wait(gone("main.busy"))
        story.turn_to_cards(self._pupil)
        self._pupil.tap(SLOWLY)

    def _on_the_floor(self):
        """A real robot: chosen, put back, driven, found again where it stands."""
        pupil, other = self._pupil, self._others[2]
        story.empty(pupil)
        story.lay(pupil, *SOLVED)
        pupil.tap(".robotkey")
        pupil.wait(there(".picking .robots"))
        yield "robots", pupil
        pupil.tap(".robots .robot:last-child .take")
        pupil.tap(story.GO)
        pupil.wait(there(".place .tick.ready"))
        yield "put-back", pupil
        pupil.tap(".place .ready.tick")
        yield "put-back-ready", pupil
        pupil.tap(".place .go.ready:not(.tick)")
        pupil.wait(there(story.STOP))
        self._show_on_board(1, 5)
        yield from self._busy(other)
        self._show_on_board(1, 5)
        pupil.wait(there(".where"), 40)
        yield "where", pupil
        story.say_where(pupil, "D4")
        pupil.wait(there(".toldline"))
        yield "where-slid", pupil
        pupil.tap(".onwards")
        yield from self._by_hand(pupil)

    def _show_on_board(self, *groups):
        """The board shows the runs of these groups; or no more."""
        for number in groups:
            self._teacher.tap(".sheettop .quiet")
            story.open_group(self._teacher, number)
            self._teacher.tap(".group .acts .pill")

    def _busy(self, other):
        other.tap(".robotkey")
        other.tap(".robots .robot:last-child .take")
        other.wait(there(".busyrobot"))
        other.wait(there(".busyrobot .watchkey"))  # the board shows that run
        yield "busy", other
        other.tap(".busyrobot .watchkey")
        other.wait(there(".watching .mat"))
        yield "watching", other
        story.stop_watching(other)
        story.watch(other)
        yield "watching-two", other
        story.stop_watching(other)

    def _by_hand(self, pupil):
        """A closed robot, whose keys the child presses."""
        pupil.tap(".robotkey")
        pupil.tap(".robots .robot:nth-child(2) .take")
        pupil.tap(story.GO)
        pupil.wait(there(".comp .did"))
        yield "companion-clear", pupil
        pupil.tap(".comp .did")
        yield "companion", pupil
        while not pupil.evaluate("document.querySelector('.ask').textContent.includes('GO')"):
            pupil.tap(".comp .did")
        yield "companion-go", pupil
        pupil.tap(".comp .did")
        yield "companion-rolling", pupil

    def _class_on_the_board(self):
        board = self._teacher.beside(f"{self._school.address}/board")
        board.tap(".ways .bkey[aria-label='Les programmes de la classe']")
        board.wait(there(".picking .choice"))
        yield "board-pick", board
        for number in (3, 4):
            board.tap(f".picking .choice:nth-child({number})")
        board.tap(".picking .go")
        board.wait(there(".classboard"))
        yield "board-class", board
        self._board = board

    def _panels(self):
        teacher = self._teacher
        self._tablet_that_wants("le lapin")
        teacher.tap(".sheettop .quiet")
        teacher.wait(there(".wants"))
        yield "class-asked", teacher
        for name, key in (("missions", 1), ("device", 2), ("closing", 3)):
            teacher.tap(f".teach footer button.cmd:nth-of-type({key})")
            teacher.wait(there(".sheet"))
            yield f"class-{name}", teacher
            teacher.tap(".sheettop .quiet")
        teacher.tap("[aria-label='Les robots'].flatkey")
        teacher.tap(".owned .take")
        teacher.wait(there(".givento"))
        yield "class-robots", teacher
        teacher.tap(".sheettop .quiet")
        teacher.tap(".teach .code")
        teacher.wait(there(".entry .qr"))
        yield "class-entry", teacher
        yield "asking", self._wanting

    def _tablet_that_wants(self, animal):
        self._wanting = self._tablet()
        self._wanting.tap(f".toyplace[aria-label^='{animal}']")
        self._wanting.tap(".joined .go")
        self._wanting.wait(there(".asking"))

    def _board_alone(self):
        board = self._board
        board.tap("[aria-label='Au tableau']")
        board.tap("[aria-label='Toutes les missions']")
        board.wait(there(".choosing .mission"))
        yield "board-choose", board
        board.tap(f".choosing .mission[aria-label$='{story.TOUCH}']")
        board.wait(there(".solo .deck .key"))
        yield "board-solo", board
        for _ in range(5):
            board.tap(".deck .words .key")
        board.tap("[data-cell=F1]")
        board.tap(".deck .go")
        board.wait(there(".deck.busy") + " && " + there(".link.now"))
        yield "board-solo-run", board
        board.wait(text(".outcomes"), 30)
        yield "board-solo-done", board
        board.tap(".deck [aria-label='Déplacer le drapeau']")
        yield "board-flag", board
        board.tap(".planting .go")
        board.tap(".acts .bkey")
        board.wait(there(".robots.onboard"))
        yield "board-robots", board
        board.tap(".robots.onboard .robot:nth-child(2) .take")
        board.tap(".comp .did")
        yield "board-companion", board
        for _ in range(7):
            board.tap(".did")
        board.wait(there(".where"))
        yield "board-where", board

    def _python(self):
        """A class without a mission, where the program may be written in Python."""
        story.close_class(self._teacher, self._school.address)
        open_free_class(self._teacher, self._school.address)
        page = self._tablet()
        story.join(page, "la vache")
        page.tap("[aria-label=Blocs]")
        page.wait(there(".blocklySvg"))
        turn_to_python(page)
        paste(page, PYTHON)
        page.tab.keyboard.type("tour")
        page.wait(there(".cm-completionInfo"))
        yield "python-words", page
        page.tab.keyboard.press("Escape")
        page.tab.keyboard.press("Control+Backspace")
        yield "python", page
        page.tap(".besidekey")
        page.wait(there(".robot_light"))
        yield "python-beside", page
        page.tap(SLOWLY)
        story.go(page)
        page.wait(f"{there('.cm-running')} && {there('.runoutline')}")
        yield "python-beside-run", page
        story.stop(page)
        write(page, "if sur_ligne()")
        page.wait(there(".behind"))
        page.wait(there(".cm-sentence .pill"))
        yield "python-beside-error", page
        turn_to_python(page)
        page.wait(there(".cm-sentence .pill"))
        yield "python-error", page
        yield from self._typed(page)

    def _typed(self, page):
        """The same text, above an on-screen keyboard."""
        page.evaluate(KEYBOARD)
        page.tap(".teamkey")
        page.tap(".mission .tick")
        page.wait(there(".pyt.typing .codekey"))
        yield "python-keyboard", page
        page.close()

    def _away(self):
        """The server does not answer: a pupil's page says that it comes back."""
        proxy = SchoolProxy(int(self._school.address.rpartition(":")[2]), drops_upgrades=False)
        page = self._browser.page(proxy.address, 1280, 800)
        page.wait(there(".toyplace"))
        teacher = self._teacher.beside(f"{proxy.address}/class")
        teacher.wait(there(".teach"))
        proxy.close()
        page.wait(there(".waiting h1"))
        yield "pause", page
        teacher.wait(there(".pausing"))
        yield "class-pause", teacher

    def _free(self):
        """Still without a mission: every block, and one of the pupil's own."""
        pupil = self._tablet()
        story.join(pupil, "la tortue")
        story.turn_to_blocks(pupil)
        blocks.put(pupil, "function", "procedures_defnoreturn", (430, 400))
        pupil.tap(".blocklySvg .procedures_defnoreturn [aria-label='Ajouter une entrée']")
        below = blocks.below(pupil, "robot_when_started")
        blocks.put(pupil, "function", "procedures_callnoreturn", below)
        below = blocks.below(pupil, "procedures_callnoreturn")
        blocks.put(pupil, "control", "controls_if", below, number=1)
        yield "blocks-free", pupil
        for family in ("function", "list"):
            pupil.tap(f"#family_{family}")
            pupil.wait(there(".blocklyFlyout .blocklyDraggable"))
            yield f"blocks-{family}", pupil
            pupil.tap(f"#family_{family}")

"""What a teacher and the children do on their pages, as verbs on a browser's page."""

WORDS = {"forward": "Avance", "backward": "Recule", "left": "À gauche", "right": "À droite"}
"""The names of the card keys, as they stand on them."""
BUG_HUNT = "La chasse au bug"
TOUCH = "Touche et regarde"
REPEAT = "Répète\N{NARROW NO-BREAK SPACE}!"
GO, STOP = ".gobig", ".stopbig"


def there(selector):
    """An expression: something is on the page."""
    return f"document.querySelector(`{selector}`) !== null"


def gone(selector):
    """An expression: it is not (any more)."""
    return f"document.querySelector(`{selector}`) === null"


def text(selector):
    """An expression: the text of the first thing that the selector finds."""
    return f"document.querySelector(`{selector}`)?.textContent"


def count(selector):
    """An expression: how many there are."""
    return f"document.querySelectorAll(`{selector}`).length"


def open_class(teacher, mission=BUG_HUNT):
    """From "what have you got today" into the class, with a mission."""
    titles = "[...document.querySelectorAll('.ms .tt')].map(title => title.textContent)"
    place = teacher.wait(f"{titles}.indexOf({mission!r}) + 1")
    teacher.tap(f".ms:nth-child({place}) .pick")
    teacher.tap(".ms.sel .pill")
    teacher.wait(f"{text('.teach .code b')}?.length === 4")


def close_class(teacher, address):
    """The day is over; the teacher's page asks again what there is today."""
    teacher.go(f"{address}/class")
    teacher.tap(".teach footer .cmd:nth-of-type(3)")
    teacher.tap(".closing .pill.strong")
    teacher.wait("location.pathname === '/today'")


def join(page, *animals):
    """Take animals from the shelf and sit down; the program is there to be changed."""
    for animal in animals:
        page.tap(f".toyplace[aria-label='{animal}']")
    page.tap(".joined .go")
    page.wait(there(GO))


def empty(page):
    """Take all cards away, if there are any."""
    page.wait(f"{there(GO)} && {there('.tools')}")
    if page.evaluate(count(".chains .link .pick")):
        page.tap(".tools .flat[aria-label='Tout enlever']")
    page.wait(f"{count('.chains .link .pick')} === 0")


def lay(page, *words):
    """Lay cards at the end of the chain."""
    before = page.evaluate(count(".chains .link .pick"))
    for word in words:
        page.tap(f".keys .key[aria-label='{WORDS[word]}']")
    page.wait(f"{count('.chains .link .pick')} === {before + len(words)}")


def go(page):
    """Press GO and see STOP take its place."""
    page.tap(GO)
    page.wait(there(STOP))


def stop(page):
    """Press STOP and see GO come back."""
    page.tap(STOP)
    page.wait(there(GO))


def is_over(page, seconds=30.0):
    """Wait for the run's own end."""
    page.wait(there(GO), seconds)


def take_robot(page, place="last-child"):
    """Choose the room's last robot, or the one at that place (`first-child`: on the screen)."""
    page.tap(".robotkey")
    page.wait(there(".picking .robots"))
    page.tap(f".robots .robot:{place} .take")
    page.wait(there(GO))


def roll(page):
    """GO with a real robot: it is put on its cell, "ready", then GO."""
    page.tap(GO)
    page.tap(".place .ready.tick")
    page.tap(".place .go.ready:not(.tick)")
    page.wait(there(STOP))


def leave_where(page):
    """Do not say where the real robot stands, if that is asked."""
    page.wait(f"{there('.asking-where')} || {there(GO)}")
    if page.evaluate(there(".asking-where")):
        page.tap(".asking-where .quiet")
    page.wait(there(GO))


def open_group(teacher, number=1):
    """Look at one group of the class, large."""
    teacher.tap(f".tile[data-seat='{number}'] .whole")
    teacher.wait(there(".onfloor .mat"))


def show_on_board(teacher, number=1):
    """Put a group's run on the board, and go back to the groups."""
    open_group(teacher, number)
    teacher.tap(".group .acts .pill")
    teacher.wait(there(".group .acts .pill.strong"))
    teacher.tap(".sheettop .quiet")


def see_class(board):
    """The board looks at the class's runs."""
    board.tap(".ways .bkey[aria-label='Les programmes de la classe']")
    board.wait(there(".classboard"))


TRAIL = ".mat g > path[stroke-width='11']"


def trail(page):
    """The corners of the path behind the robot, as this page has drawn it."""
    drawn = page.evaluate(f"document.querySelector(`{TRAIL}`)?.getAttribute('d')")
    points = (drawn or "M").removeprefix("M").split("L")
    return [tuple(round(float(part)) for part in point.split()) for point in points]


def close_any_class(teacher, address):
    """The day is over, if a class was open."""
    teacher.go(f"{address}/class")
    teacher.wait(f"{there('.teach')} || location.pathname === '/today'")
    if teacher.evaluate(there(".teach")):
        close_class(teacher, address)


def code_for_another_screen(teacher):
    """The digits that let another screen of the teacher's in, for a minute."""
    teacher.tap(".teach footer .cmd[aria-expanded=false]:nth-of-type(2)")
    code = teacher.wait(text(".device .bigcode"))
    teacher.tap(".sheettop .quiet")
    return code


def let_in(screen, code):
    """Type the code on the big keys."""
    for digit in code:
        screen.tap(f".digit:nth-child({10 + 1 if digit == '0' else digit}):not(:disabled)")
    screen.wait(gone(".enter"))


def set_number(page, place, value):
    """Open the card at a place of the chain with two taps, and set its number."""
    card = f".chains .link:nth-child({place}) .pick"
    page.tap(card)
    page.tap(f".chains .link.chosen:nth-child({place}) .pick")
    page.tap(f".cardsheet .choice[aria-label='{value}']")
    page.wait(there(f".cardsheet .choice.on[aria-label='{value}']"))
    page.tap(".cardsheet .tick")
    page.wait(gone(".cardsheet"))


def turn_to_blocks(page):
    page.tap("[aria-label=Blocs]")
    page.wait(there(".blocklySvg .blocklyDraggable"))


def turn_to_cards(page):
    page.tap("[aria-label=Cartes]")
    page.wait(there("main.cards"))


def cards(page):
    """What lies in the chain, as it is read aloud."""
    names = "card => card.getAttribute('aria-label')"
    return page.evaluate(f"[...document.querySelectorAll('.chains .link .pick')].map({names})")


def ask_for_robot(page, kind):
    """Tap the robot of a kind, among those of the room."""
    page.tap(".robotkey")
    page.tap(f".robots [data-robot*='/{kind}/'] .take")


def say_where(page, cell):
    """The real robot stands on this cell."""
    page.tap(f".where [data-cell={cell}]")
    page.tap(".where .go")


def run_of(page):
    """The name of the run that a tablet shows."""
    return page.wait("document.querySelector('main[data-run]')?.dataset.run")


def pick_runs(board, count_of_runs):
    """The board shows that many runs of the class, once they are there."""
    board.tap(".ways .bkey[aria-label='Les programmes de la classe']")
    board.wait(f"{count('.picking .choice')} === {count_of_runs}")
    for number in range(1, count_of_runs + 1):
        board.tap(f".picking .choice:nth-child({number})")
        board.wait(there(f".picking .choice.chosen:nth-child({number})"))
    board.tap(".picking .go")
    board.wait(there(".classboard"))


def watch(page):
    """Look at what the board shows."""
    page.tap(".watchkey")
    page.wait(there(".watching [data-run] .mat"))


def stop_watching(page):
    """Back to one's own work, with one tap."""
    page.tap(".watching .backkey")
    page.wait(gone(".watching"))

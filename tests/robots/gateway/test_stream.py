"""A stream keeps what the server has not got, and tells it again after a cut."""

from robots.gateway.stream import LARGEST_UNSENT, MARK_PAUSE, MOST_KEPT, MOST_UNSENT, Stream
from robots.messages import Asked, Mark, RunEnded, RunEvent
from robots.world.trace import Event, Pose, Type


def stream(events):
    made = Stream("r1", epoch=7)
    for number in range(1, events + 1):
        made.add(Event(number, 0.0, Type.SAY, Pose(0, 0, 0), {"text": str(number)}))
    return made


def told(made):
    found = []
    while (message := made.take()) is not None:
        found.append(message.seq if isinstance(message, RunEvent) else type(message))
    return found


def test_events_are_told_once_and_in_order():
    made = stream(3)
    assert told(made) == [1, 2, 3]
    assert told(made) == []


def test_after_a_cut_all_that_is_not_acknowledged_is_told_again():
    made = stream(5)
    told(made)
    made.acknowledge(7, 2)
    made.again()
    assert told(made) == [3, 4, 5]


def test_an_acknowledgement_that_comes_after_the_cut_spares_what_it_names():
    made = stream(5)
    told(made)
    made.again()
    made.acknowledge(7, 4)
    assert told(made) == [5]


def test_an_acknowledgement_of_another_epoch_means_nothing():
    made = stream(2)
    made.acknowledge(6, 2)
    assert told(made) == [1, 2]


def test_the_end_comes_after_the_last_event_and_again_after_a_cut():
    made = stream(1)
    made.end(RunEnded("r1", "finished"))
    assert told(made) == [1, RunEnded]
    made.acknowledge(7, 1)
    made.again()
    assert told(made) == [RunEnded]


def test_a_run_is_held_some_seconds_after_its_end_was_told():
    made = stream(1)
    made.end(RunEnded("r1", "finished"))
    told(made)
    made.acknowledge(7, 1)
    assert made.ended
    assert not made.done


def test_marks_come_after_events_and_never_too_often():
    made = stream(1)
    assert made.mark("1.1") == 0.0
    assert told(made) == [1, Mark]
    assert made.mark("1.1") is None
    assert 0.0 < made.mark("1.2") <= MARK_PAUSE


def test_what_is_asked_is_told_once_and_again_after_an_answer():
    made = stream(1)
    assert made.ask("who?")
    assert told(made) == [1, Asked]
    assert not made.ask("who?")
    made.add(Event(2, 0.0, Type.INPUT, Pose(0, 0, 0), {"name": "input", "value": "Lea"}))
    assert made.ask("who?")
    assert told(made) == [2, Asked]


def test_it_is_full_when_the_server_takes_nothing_for_too_long():
    assert not stream(MOST_KEPT).full
    assert stream(MOST_KEPT + 1).full


def test_a_stream_is_crowded_until_what_waits_has_been_sent_or_acknowledged():
    made = stream(MOST_UNSENT + 1)
    assert made.crowded
    made.take()
    assert not made.crowded
    made.again()
    assert made.crowded
    made.acknowledge(7, MOST_UNSENT + 1)
    assert (made.crowded, made._unsent) == (False, 0)


def test_a_few_long_events_crowd_a_stream_too():
    made = stream(0)
    made.add(Event(1, 0.0, Type.SAY, Pose(0, 0, 0), {"text": "x" * LARGEST_UNSENT}))
    assert made.crowded
    made.take()
    assert not made.crowded

"""A class without a mission: opened from the first page, everything may be written."""

import pytest

from tests.web import class_story as story
from tests.web.class_story import there
from tests.web.e2e.writing import turn_to_python

pytestmark = pytest.mark.browser


def test_a_class_is_opened_without_a_mission_and_offers_every_face(screens):
    teacher = screens.teacher()
    teacher.tap(".tablets .toybox")
    teacher.tap(".ms:last-child .pick")
    teacher.tap(".ms.sel .pill")
    teacher.wait(there(".teach .code"))
    tablet = screens.tablet()
    story.join(tablet, "le renard")
    story.turn_to_blocks(tablet)
    turn_to_python(tablet)
    teacher.go(teacher.tab.url.replace("/class", "/today"))
    teacher.tap(".ms.cont .pill")
    teacher.wait(there(".teach .code"))

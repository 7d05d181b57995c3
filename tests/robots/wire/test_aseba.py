"""The Aseba frames, against the specification's bytes, a foreign encoder and foreign captures."""

import pytest
from thymiodirect.message import Message as Foreign

from robots.errors import Code, Refused
from robots.wire import aseba, aseba_node
from robots.wire.aseba import Decoder, Id, Info, Message
from robots.wire.aseba_node import Parameter

HOST_SAYS = [
    # Encoded by thymiodirect 0.1.2.
    ("0200010011a00500", aseba.list_nodes(version=5)),
    ("0400010010a001000500", aseba.get_description(1, version=5)),
    ("0600010015a001000500ffff", aseba.get_description_fragment(1, -1, version=5)),
    ("0400010012a001000200", aseba.get_device_info(1, Info.NAME)),
    ("0400010012a001000300", aseba.get_device_info(1, Info.RADIO)),
    ("0400010012a001000100", aseba.get_device_info(1, Info.UUID)),
    ("060001000ba0010000004a00", aseba.get_variables(1, 0, 74)),
    ("060001000ba001002a000700", aseba.get_variables(1, 42, 7)),
    ("060001000ca0010039006400", aseba.set_variables(1, 57, [100])),
    ("060001000ca001003a009cff", aseba.set_variables(1, 58, [-100])),
    ("080001000ca00100390000000000", aseba.set_variables(1, 57, [0, 0])),
    ("080001000ca002003200c800c800", aseba.set_variables(2, 50, [200, 200])),
    ("0200010003a00100", aseba.run(1)),
    ("0200010002a00100", aseba.reset(1)),
    ("0600010001a0010000000100", aseba.set_bytecode(1, [1])[0]),
    ("0200010004a00100", aseba.pause(1)),
    ("0200010005a00100", aseba.step(1)),
    ("0200010006a00100", aseba.stop(1)),
    ("0200010007a00100", aseba.get_execution_state(1)),
    ("04000100000010000000", aseba.user_event(0, [16, 0])),
    # The specification's tables.
    ("0200010014a00100", aseba.get_changed_variables(1)),
    ("020001000da00100", aseba.write_bytecode(1)),
    # Sent by asebamassloader 1.6.99, which speaks as node 0.
    (
        "2e00000001a0010000000500efff0500ffff10004a3000100aa006000010394000103a4000104a40"
        "000000104a40f41147400000",
        aseba.set_bytecode(
            1,
            [0x0005, 0xFFEF, 0x0005, 0xFFFF, 0x0010, 0x304A, 0x1000, 0xA00A, 0x0006]
            + [0x1000, 0x4039, 0x1000, 0x403A, 0x1000, 0x404A, 0x0000]
            + [0x1000, 0x404A, 0x11F4, 0x4047, 0x0000],
            source=0,
        )[0],
    ),
]

NODE_SAYS = [
    # Captured from asebaplayground 1.6.99.
    ("020001000c900500", aseba_node.NodePresent(5)),
    (
        "180001000090097468796d696f2d49490500fe0520004a021e0011003400",
        aseba_node.Description("thymio-II", 5, 1534, 32, 586, 30, 17, 52),
    ),
    ("0d000100019020000a6576656e742e61726773", aseba_node.VariableDescription(32, "event.args")),
    (
        "2700010002900b627574746f6e2e6c6566741a4c65667420627574746f6e2073746174757320"
        "6368616e676564",
        aseba_node.EventDescription("button.left", "Left button status changed"),
    ),
    (
        "3a0001000390096d6174682e66696c6c1e66696c6c732064657374207769746820636f6e737461"
        "6e742076616c75650200ffff046465737401000576616c7565",
        aseba_node.NativeDescription(
            "math.fill",
            "fills dest with constant value",
            (Parameter(-1, "dest"), Parameter(1, "value")),
        ),
    ),
    (
        "040001000a901f000300",
        aseba_node.ExecutionState(0x1F, aseba.Flags.EVENT_ACTIVE | aseba.Flags.STEP_BY_STEP),
    ),
    ("04000100000001000000", aseba_node.UserEvent(0, (1, 0))),
    # The specification's tables.
    ("0600010005903900" + "64009cff", aseba_node.Variables(57, (100, -100))),
    (
        "0e0001000e90" + "390001009cff" + "5c000200010002 00".replace(" ", ""),
        aseba_node.ChangedVariables(
            (aseba_node.Variables(57, (-100,)), aseba_node.Variables(92, (1, 2)))
        ),
    ),
    ("060001000d90" + "0204" + b"Zoe!".hex(), aseba_node.DeviceInfo(Info.NAME, b"Zoe!")),
    ("060001000690" + "0a0003000900", aseba_node.ArrayOutOfBounds(10, 3, 9)),
    ("0200010007900a00", aseba_node.DivisionByZero(10)),
    ("0200010008900a00", aseba_node.EventKilled(10)),
    ("050001000990" + "0a00026f6b", aseba_node.NodeError(10, "ok")),
    ("000001000490", aseba_node.Disconnected()),
]


def decoded(data: bytes) -> Message:
    [message] = Decoder().feed(data)
    return message


@pytest.mark.parametrize(("frame", "message"), HOST_SAYS)
def test_what_a_host_says(frame, message):
    assert message.to_bytes().hex() == frame
    assert decoded(bytes.fromhex(frame)) == message


@pytest.mark.parametrize(("frame", "said"), NODE_SAYS)
def test_what_a_node_says(frame, said):
    assert aseba_node.read(decoded(bytes.fromhex(frame))) == said
    assert said.message(1).to_bytes().hex() == frame


def test_the_foreign_decoder_reads_our_node():
    ours = aseba_node.NativeDescription(
        "sound.freq", "Play", (Parameter(1, "Hz"), Parameter(1, "ds"))
    )
    foreign = Foreign(ours.id, 1, ours.payload())
    foreign.decode()
    assert (foreign.fun_name, foreign.param_names) == ("sound.freq", ["Hz", "ds"])
    variables = Foreign(Id.VARIABLES, 1, aseba_node.Variables(3, (1, -1)).payload())
    variables.decode()
    assert (variables.var_offset, variables.var_data) == (3, [1, 0xFFFF])


@pytest.mark.parametrize("number", [id for name, id in vars(Foreign).items() if name[:3] == "ID_"])
def test_the_foreign_encoder_knows_the_same_ids(number):
    name = Foreign.id_to_str(number).removeprefix("ID_")
    if name in Id.__members__:
        assert Id[name] == number


def test_a_long_program_travels_in_pieces_that_each_fit():
    words = list(range(600))
    messages = aseba.set_bytecode(1, words)
    assert [message.words()[:2] for message in messages] == [(1, 0), (1, 256), (1, 512)]
    assert [word for message in messages for word in message.words()[2:]] == words
    assert all(len(message.payload) <= aseba.LONGEST_PAYLOAD for message in messages)


def test_bytes_may_come_cut_anywhere():
    stream = b"".join(message.to_bytes() for _, message in HOST_SAYS)
    decoder = Decoder()
    seen = [message for at in range(len(stream)) for message in decoder.feed(stream[at : at + 1])]
    assert seen == [message for _, message in HOST_SAYS]


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("0702010005900000", id="longer than any"),
        pytest.param("ffffffffffff", id="all ones"),
        pytest.param("0200010000b00000", id="an id of nobody"),
        pytest.param("03000100010000", id="an event of half words"),
    ],
)
def test_a_frame_that_cannot_be_is_garbled(frame):
    with pytest.raises(Refused) as caught:
        Decoder().feed(bytes.fromhex(frame))
    assert caught.value.problems[0].code is Code.GARBLED


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param("040001000190010009 5f69".replace(" ", ""), id="a name cut short"),
        pytest.param("05000100019001000 2fffe".replace(" ", ""), id="a name that is no text"),
        pytest.param("0100010005900 0".replace(" ", ""), id="half an offset"),
        pytest.param("0300010005900000 01".replace(" ", ""), id="half a value"),
        pytest.param("06000100039000000200 0100".replace(" ", ""), id="parameters that lack"),
    ],
)
def test_an_answer_cut_short_is_garbled(frame):
    with pytest.raises(Refused) as caught:
        aseba_node.read(decoded(bytes.fromhex(frame)))
    assert caught.value.problems[0].code is Code.GARBLED


def test_messages_of_newer_firmware_do_no_harm():
    message = decoded(bytes.fromhex("020001007f900500"))
    assert message.id == 0x907F
    assert aseba_node.read(message) is None


def test_a_number_that_is_no_word_is_not_sent():
    with pytest.raises(ValueError, match="16 bits"):
        aseba.set_variables(1, 57, [70000])

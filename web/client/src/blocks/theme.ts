/** The look of the blocks: family colours, our letters, and blocks as high as a finger is wide. */
import * as Blockly from "blockly/core";
import type { Family } from "../look/families";
import { token } from "./drawings";

/** The name of our renderer: Blockly's zelos, a little larger. */
export const RENDERER = "workshop";

/** The name of a family's style. */
export function styleOf(family: Family): string {
  return `family_${family}`;
}

const FAMILIES: readonly Family[] = ["move", "light", "sound", "sense", "control", "event", "calc"];
const OWN_STYLES: Record<string, Family> = {
  loop_blocks: "control",
  logic_blocks: "calc",
  math_blocks: "calc",
  text_blocks: "calc",
  list_blocks: "calc",
  variable_blocks: "calc",
  variable_dynamic_blocks: "calc",
  procedure_blocks: "calc",
};
/** Pixels; a block is twelve of them high. */
const UNIT = 4.5;

class Constants extends Blockly.zelos.ConstantProvider {
  constructor() {
    super(UNIT);
    this.CORNER_RADIUS = 6;
    this.FIELD_BORDER_RECT_RADIUS = 4 * UNIT;
    this.START_HAT_HEIGHT = 24;
    this.START_HAT_WIDTH = 112;
  }
}

class Renderer extends Blockly.zelos.Renderer {
  protected override makeConstants_(): Blockly.zelos.ConstantProvider {
    return new Constants();
  }
}

/** Makes our renderer known to Blockly, once. */
export function registerRenderer(): void {
  Blockly.blockRendering.register(RENDERER, Renderer);
}

/** The theme in the colours that the page has now. */
export function makeTheme(): Blockly.Theme {
  const blockStyles: Record<string, Partial<Blockly.Theme.BlockStyle>> = {};
  for (const family of FAMILIES) blockStyles[styleOf(family)] = styleFor(family);
  for (const [name, family] of Object.entries(OWN_STYLES)) blockStyles[name] = styleFor(family);
  const theme = new Blockly.Theme(
    "workshop",
    blockStyles,
    {},
    {
      workspaceBackgroundColour: token("card"),
      toolboxBackgroundColour: token("paper"),
      flyoutBackgroundColour: token("well"),
      flyoutOpacity: 1,
      scrollbarColour: token("part"),
      scrollbarOpacity: 0.35,
      insertionMarkerColour: token("ink"),
      insertionMarkerOpacity: 0.2,
      selectedGlowColour: token("focus"),
    },
  );
  theme.setFontStyle({ family: 'Lexend, "Readex Pro", system-ui, sans-serif', weight: "500", size: 13 });
  return theme;
}

function styleFor(family: Family): Partial<Blockly.Theme.BlockStyle> {
  return {
    colourPrimary: token(family),
    colourSecondary: token(`${family}-e`),
    colourTertiary: token(`${family}-e`),
    hat: family === "event" ? "cap" : "",
  };
}

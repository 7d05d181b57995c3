/** One Blockly workspace in the page: made, filled, listened to, taken away. */
import * as Blockly from "blockly/core";
import "blockly/blocks";
import { isKnown, toEditor, toFile, type State } from "./content";
import type { Offer } from "./drawers";
import { follow, look } from "./history";
import { speakOurLanguage } from "./messages";
import { defineOwn } from "./own_blocks";
import { registerPad } from "./number_field";
import { patch } from "./patching";
import { refillCalls } from "./procedures";
import { askHere } from "./question";
import { makeTheme, registerRenderer, RENDERER } from "./theme";
import { spread } from "./spreading";
import { token } from "./drawings";
import { registerCategory, serveDrawers, toolboxOf } from "./toolbox";
import { dressTrash } from "./trash";
import { defineWords } from "./word_blocks";

/** Where the build puts the few pictures that Blockly fetches; a page without a server has none to fetch. */
const MEDIA = document.documentElement.dataset["media"] ?? "/assets/blockly/";
/** Milliseconds between two looks at whether a block was put down. */
const DRAGGING = 150;
/** Pixels of workspace before the first block, and of a scrollbar. */
const MARGIN = 40;
const SCROLLBAR = 14;
/** Pixels round the text of a key in the toolbox. */
const BUTTON_SIDE = 20;
const BUTTON_EDGE = 14;
const SMALLEST = 0.8;
const LARGEST = 1.8;
/** Blocks grow faster than the screen, for whiteboards are seen from afar. */
const GROWTH = 1.7;

let ready: Promise<void> | null = null;

/** Teaches Blockly our language, look and blocks; the first time only. */
export function prepare(): Promise<void> {
  ready ??= teach();
  return ready;
}

async function teach(): Promise<void> {
  await speakOurLanguage();
  Blockly.Scrollbar.scrollbarThickness = SCROLLBAR;
  Blockly.FlyoutButton.TEXT_MARGIN_X = BUTTON_SIDE;
  Blockly.FlyoutButton.TEXT_MARGIN_Y = BUTTON_EDGE;
  registerRenderer();
  registerCategory();
  registerPad();
  defineWords();
  defineOwn();
  askHere();
  // Its pages are on another host, in another window.
  Blockly.ContextMenuRegistry.registry.unregister("blockHelp");
}

/** The workspace of one editor; `prepare` comes first. */
export class Workspace {
  private readonly svg: Blockly.WorkspaceSvg;
  private readonly changed: (content: string) => void;
  private readonly picked: (id: string | null) => void;
  private offer: Offer;
  private given: string | null = null;
  private saved = "";
  private waiting = false;
  private ended = false;
  /** The size that the screen asked for; fingers may have changed it since. */
  private scale = 1;
  private wanted = scale();

  constructor(place: HTMLElement, offer: Offer, changed: (content: string) => void, picked: (id: string | null) => void = () => undefined) {
    this.offer = { words: offer.words, abilities: offer.abilities };
    this.changed = changed;
    this.picked = (id) => picked(statementOf(this.svg, id));
    this.svg = Blockly.inject(place, options(offer));
    serveDrawers(this.svg, () => this.offer);
    this.scale = this.svg.getScale();
    this.svg.addChangeListener((event) => this.hear(event));
    const undo = this.svg.undo.bind(this.svg);
    this.svg.undo = (redo: boolean) => {
      undo(redo);
      refillCalls(this.svg);
    };
    dressTrash(this.svg, place);
    this.resize();
    follow(this.svg);
  }

  /** Blockly's own workspace. */
  get blockly(): Blockly.WorkspaceSvg {
    return this.svg;
  }

  /** Shows a program, unless it is the one that came from here; false when it cannot be shown. */
  show(content: string): boolean {
    if (content === this.given) return true;
    this.given = content;
    try {
      const state = toEditor(content);
      if (!isKnown(state, Blockly.Blocks)) return this.empty();
      if (this.changes(state)) return true;
      Blockly.serialization.workspaces.load(state, this.svg, { recordUndo: false });
      spread(this.svg);
    } catch {
      return this.empty();
    }
    this.settle();
    return true;
  }

  /** Changes what the toolbox offers. */
  offerOnly(offer: Offer): void {
    if (JSON.stringify(offer) === JSON.stringify(this.offer)) return;
    this.offer = offer;
    this.svg.updateToolbox(toolboxOf(offer));
  }

  /** Lets blocks be changed, or only looked at while they run. */
  hold(readOnly: boolean): void {
    if (readOnly) this.svg.hideChaff();
    this.svg.setIsReadOnly(readOnly);
  }

  /** Fits the workspace into its place. */
  resize(): void {
    Blockly.svgResize(this.svg);
    const wanted = scale();
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    if (this.svg.getScale() !== this.scale) return;
    const toolbox = this.svg.getToolbox() as Blockly.Toolbox | null;
    const open = toolbox?.getSelectedItem() ?? null;
    this.svg.setScale(wanted);
    // A tablet that is turned keeps the family that it had open.
    toolbox?.clearSelection();
    toolbox?.setSelectedItem(open);
    // Blockly rounds it.
    this.scale = this.svg.getScale();
    this.bringIntoView();
  }

  /** Takes the workspace out of the page. */
  dispose(): void {
    this.save();
    this.ended = true;
    follow(null);
    this.svg.dispose();
  }

  /** Changes what stands into another state of it, so that all that stays the same keeps its place; false when it was not possible. */
  private changes(state: State): boolean {
    if (this.svg.getTopBlocks(false).length === 0) return false;
    Blockly.Events.setRecordUndo(false);
    try {
      if (!patch(this.svg, state)) return false;
    } catch {
      return false;
    } finally {
      Blockly.Events.setRecordUndo(true);
    }
    this.svg.clearUndo();
    this.saved = this.content();
    look();
    return true;
  }

  private empty(): boolean {
    Blockly.Events.disable();
    this.svg.clear();
    Blockly.Events.enable();
    this.settle();
    return false;
  }

  /** What was just loaded is where the pupil starts from. */
  private settle(): void {
    this.svg.clearUndo();
    this.saved = this.content();
    look();
    this.bringIntoView();
  }

  /** The upper corner of the blocks stands in the corner of the view, wherever that is. */
  private bringIntoView(): void {
    if (this.svg.getTopBlocks(false).length === 0) return;
    const { left, right, top } = this.svg.getBlocksBoundingBox();
    const scale = this.svg.getScale();
    if (!this.svg.RTL) this.svg.scroll(MARGIN - left * scale, MARGIN - top * scale);
    else this.svg.scroll(this.svg.getMetrics().viewWidth - MARGIN - right * scale, MARGIN - top * scale);
  }

  private content(): string {
    return toFile(Blockly.serialization.workspaces.save(this.svg));
  }

  /** Each gesture is told once, when it is done. */
  private hear(event: Blockly.Events.Abstract): void {
    if (event.type === Blockly.Events.TOOLBOX_ITEM_SELECT) requestAnimationFrame(tellOnce);
    if (event.type === Blockly.Events.SELECTED) this.picked((event as Blockly.Events.Selected).newElementId ?? null);
    if (event.isUiEvent && event.type !== Blockly.Events.BLOCK_DRAG) return;
    this.tell(0);
  }

  private tell(after: number): void {
    if (this.waiting) return;
    this.waiting = true;
    window.setTimeout(() => {
      this.waiting = false;
      if (this.ended) return;
      look();
      if (this.svg.isDragging()) this.tell(DRAGGING);
      else this.save();
    }, after);
  }

  private save(): void {
    const content = this.content();
    if (content === this.saved) return;
    this.saved = content;
    this.given = content;
    this.changed(content);
  }
}

/** The statement in which a block stands; itself when it is one, null when it is no block here. */
function statementOf(workspace: Blockly.WorkspaceSvg, id: string | null): string | null {
  let block: Blockly.Block | null = id ? workspace.getBlockById(id) : null;
  while (block?.outputConnection && block.getParent()) block = block.getParent();
  return block?.id ?? null;
}

function options(offer: Offer): Blockly.BlocklyOptions {
  return {
    renderer: RENDERER,
    theme: makeTheme(),
    toolbox: toolboxOf(offer),
    media: MEDIA,
    sounds: false,
    trashcan: true,
    maxTrashcanContents: 0,
    collapse: false,
    disable: false,
    modalInputs: false,
    rtl: document.documentElement.dir === "rtl",
    grid: { spacing: 29, length: 3, colour: token("line"), snap: false },
    move: { scrollbars: true, drag: true, wheel: true },
    zoom: { pinch: true, wheel: false, controls: false, startScale: scale(), minScale: 0.5, maxScale: 2 },
  };
}

function scale(): number {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const wanted = rem > 1 ? rem ** GROWTH : rem || 1;
  return Math.min(LARGEST, Math.max(SMALLEST, wanted));
}

/** In the toolbox's list Blockly tells a block that is one choice as an option; it must not be told as folded, too. */
function tellOnce(): void {
  document.querySelectorAll(".blocklyFlyout [role=option][aria-expanded]").forEach((one) => one.removeAttribute("aria-expanded"));
}

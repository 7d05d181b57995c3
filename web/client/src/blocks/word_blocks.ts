/** The blocks of our own words, made from the vocabulary and the texts of the language. */
import * as Blockly from "blockly/core";
import { FIRST } from "../cards/card";
import { WORDS, type Word, type WordArgument } from "../generated/words";
import { blockText, helpText } from "../strings";
import { fieldOf, label, picture } from "./fields";
import { isField, keyOf, PREFIX } from "./names";
import { styleOf } from "./theme";

/** What Blockly keeps of a word's block beside its fields: the fields that hold a calculation. */
export interface Calculated {
  calculated: string[];
}

type WordBlock = Blockly.Block & { calculated: string[] };

const TYPES: Record<string, string> = { number: "Number", whole: "Number", boolean: "Boolean" };

/** Makes all our words' blocks known to Blockly. */
export function defineWords(): void {
  for (const [name, word] of Object.entries(WORDS)) {
    Blockly.Blocks[PREFIX + name] = {
      init(this: WordBlock) {
        this.calculated = [];
        build(this, name, word);
      },
      saveExtraState(this: WordBlock): Calculated | null {
        return this.calculated.length ? { calculated: this.calculated } : null;
      },
      loadExtraState(this: WordBlock, state: Calculated) {
        this.calculated = state.calculated ?? [];
        for (const input of [...this.inputList]) this.removeInput(input.name, true);
        fill(this, name, word);
      },
    };
  }
}

/** An argument's first value, as a field holds it. */
export function firstOf(argument: WordArgument): string | number {
  return argument.default ?? FIRST[argument.name] ?? argument.choices[0] ?? (argument.kind === "place" ? "A1" : argument.kind === "text" ? "" : 1);
}

function build(block: WordBlock, name: string, word: Word): void {
  block.setStyle(styleOf(word.family));
  block.setTooltip(helpText(name));
  block.setInputsInline(true);
  if (word.role === "sensing") block.setOutput(true, TYPES[word.gives ?? ""] ?? "String");
  else {
    if (word.role === "doing") block.setPreviousStatement(true);
    block.setNextStatement(true);
  }
  fill(block, name, word);
}

/** Pictogram, text and arguments, in the order of the language's sentence. */
function fill(block: WordBlock, name: string, word: Word): void {
  let waiting: [Blockly.Field, string | undefined][] = [[picture(name, word.family), undefined]];
  const flush = (input: Blockly.Input): void => {
    for (const [field, key] of waiting) input.appendField(field, key);
    waiting = [];
  };
  for (const part of partsOf(blockText(name), word.arguments)) {
    if (typeof part === "string") waiting.push([label(part, word.family), undefined]);
    else if (isField(part) && !block.calculated.includes(keyOf(part))) waiting.push([fieldOf(part, String(firstOf(part))), keyOf(part)]);
    else flush(block.appendValueInput(keyOf(part)).setCheck(checkOf(part)));
  }
  if (waiting.length) flush(block.appendDummyInput("END"));
}

function checkOf(argument: WordArgument): string | null {
  return argument.kind === "number" || argument.kind === "whole" ? "Number" : null;
}

/** A sentence such as "avance de %1 cases" in its parts; arguments it leaves out come last. */
function partsOf(sentence: string, given: readonly WordArgument[]): (string | WordArgument)[] {
  const parts: (string | WordArgument)[] = [];
  for (const piece of sentence.split(/(%[0-9])/)) {
    const argument = /^%[0-9]$/.test(piece) ? given[Number(piece[1]) - 1] : undefined;
    const text = piece.replace(/%%/g, "%").trim();
    if (argument) parts.push(argument);
    else if (text && !/^%[0-9]$/.test(text)) parts.push(text);
  }
  return [...parts, ...given.filter((argument) => !parts.includes(argument))];
}

/** The toolbox: the families at the left by silhouette and word; what each offers is made when it is opened. */
import * as Blockly from "blockly/core";
import type { Family } from "../look/families";
import { t, type ScreenText } from "../strings";
import { silhouetteOf } from "./drawings";
import { DRAWERS, drawerOf, type Contents, type Drawer, type Offer } from "./drawers";

/** What the callbacks of the families begin with. */
const CALLBACK = "RIBAMBELLE_";
const MORE = "RIBAMBELLE_MORE";

interface FamilyInfo extends Blockly.utils.toolbox.StaticCategoryInfo {
  family: Family;
  pictogram: string;
}

/** A family in the toolbox: its silhouette above its word. */
class FamilyCategory extends Blockly.ToolboxCategory {
  protected override createIconDom_(): Element {
    const { family, pictogram } = this.toolboxItemDef_ as unknown as FamilyInfo;
    const icon = document.createElement("span");
    icon.className = "familyicon";
    icon.innerHTML = silhouetteOf(family, pictogram);
    return icon;
  }

  protected override addColourBorder_(): void {
    // The silhouette says which family it is.
  }

  override setSelected(isSelected: boolean): void {
    super.setSelected(isSelected);
    if (this.rowDiv_) this.rowDiv_.style.backgroundColor = "";
  }
}

/** Makes our kind of category known to Blockly, once. */
export function registerCategory(): void {
  Blockly.registry.register(Blockly.registry.Type.TOOLBOX_ITEM, Blockly.ToolboxCategory.registrationName, FamilyCategory, true);
}

/** The toolbox of what is on offer; a family with nothing to offer is left out. */
export function toolboxOf(offer: Offer): Blockly.utils.toolbox.ToolboxInfo {
  const contents = DRAWERS.filter((drawer) => !isEmpty(drawerOf(drawer, offer, null))).map((drawer) => ({
    kind: "category",
    name: t(`blocks_family_${drawer.id}` as ScreenText),
    toolboxitemid: `family_${drawer.id}`,
    family: drawer.family,
    pictogram: drawer.pictogram,
    custom: CALLBACK + drawer.id,
  }));
  return { kind: "categoryToolbox", contents: contents as unknown as Blockly.utils.toolbox.ToolboxItemInfo[] };
}

/** Lets a workspace's families be opened; `offer` is asked each time. */
export function serveDrawers(workspace: Blockly.WorkspaceSvg, offer: () => Offer): void {
  const open = new Set<Drawer>();
  for (const drawer of DRAWERS) {
    workspace.registerToolboxCategoryCallback(CALLBACK + drawer.id, (place) => {
      const { first, more } = drawerOf(drawer, offer(), place);
      if (more.length === 0) return first;
      return open.has(drawer) ? [...first, ...more] : [...first, { kind: "button", text: t("blocks_more"), callbackkey: MORE + drawer.id }];
    });
    workspace.registerButtonCallback(MORE + drawer.id, () => {
      open.add(drawer);
      (workspace.getToolbox() as Blockly.Toolbox | null)?.refreshSelection();
    });
  }
}

function isEmpty({ first, more }: Contents): boolean {
  return first.length + more.length === 0;
}

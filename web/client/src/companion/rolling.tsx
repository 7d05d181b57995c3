/** The robot rolls by itself: the screen shows the mat and asks to look, until the child says it stands. */
import type { MatView as MatShape } from "../generated/messages";
import { cellCentre, Icon, MatView, type Drawing } from "../look";
import { t } from "../strings";
import { Frame, type StageProps } from "./frame";

interface RollingProps extends StageProps {
  mat: MatShape;
  drawing: Drawing;
  flag?: string | null | undefined;
  onStopped: () => void;
}

/** Nothing moves here: what moves is on the floor. */
export function Rolling(props: RollingProps) {
  const { mat, drawing, flag, onStopped, sentence, board } = props;
  const [x, y] = cellCentre(mat.start_cell, mat);
  const robot = { pose: { x, y, heading: mat.start_heading }, drawing };
  return (
    <Frame
      {...props}
      main={<MatView mat={mat} robots={[robot]} flag={flag} start labels={!board} label={sentence} />}
      ask={<><Icon name="eye" class="eye" /><span>{t("companion_rolling")}</span></>}
      did={{ label: t("companion_stopped"), icon: "where", onPress: onStopped }}
      next={null}
    />
  );
}

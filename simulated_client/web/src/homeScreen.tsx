/** The home tab: the app has much else; here there is only the way to the CRM. */

import { useApp } from "./appContext";
import { ScreenButton, ScreenFrame } from "./screenFrame";
import { text } from "./settings";

export function HomeScreen() {
  const app = useApp();
  return (
    <ScreenFrame id="home">
      <div className="logo" aria-hidden="true" />
      <ScreenButton onPress={() => app.openCrm()}>{text("home.crm")}</ScreenButton>
    </ScreenFrame>
  );
}

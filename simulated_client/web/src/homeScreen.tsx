/** The home tab: the app has much else; here there is only the way to the CRM. */

import { useApp } from "./appContext";
import { Logo } from "./icons";
import { ScreenButton, ScreenFrame } from "./screenFrame";
import { text } from "./settings";

export function HomeScreen() {
  const app = useApp();
  return (
    <ScreenFrame id="home" label={text("home.home")}>
      <Logo />
      <ScreenButton onPress={() => app.openCrm()}>{text("home.crm")}</ScreenButton>
    </ScreenFrame>
  );
}

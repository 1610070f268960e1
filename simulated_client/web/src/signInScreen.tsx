/** Who isn't signed in sees this in place of any tab. */

import { type FormEvent, useState } from "react";

import { useApp } from "./appContext";
import { failureDetail } from "./failureDetail";
import { Refused } from "./failures";
import { Logo } from "./icons";
import { ScreenButton, ScreenFrame, Words } from "./screenFrame";
import { text } from "./settings";

export function SignInScreen() {
  const app = useApp();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const failure = app.signInFailure;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void app.signIn(email, password);
  };
  return (
    <ScreenFrame id="sign_in" reason={app.signInProblem}>
      <Logo />
      <h1 className="title" data-text>
        {text("sign_in.title")}
      </h1>
      <Words className="muted">{text("sign_in.explanation")}</Words>
      <form className="form" onSubmit={submit}>
        <label className="field">
          <span>{text("sign_in.email")}</span>
          <input type="email" name="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} />
        </label>
        <label className="field">
          <span>{text("sign_in.password")}</span>
          <input type="password" name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        </label>
        {failure === null ? null : (
          <div role="alert">
            <Words className="problem">{text("sign_in.failed", { detail: failure instanceof Refused ? failure.said : failureDetail(failure) })}</Words>
          </div>
        )}
        <ScreenButton submits>{text("sign_in.button")}</ScreenButton>
      </form>
    </ScreenFrame>
  );
}

/** `node server.js --port 3000`; AMO_CLIENT_ID, AMO_CLIENT_SECRET and AMO_REDIRECT_URI are those of the integration. */
import { parseArgs } from "node:util";
import express from "express";
import { switchOn } from "./bugs.js";
import { connectingRoutes } from "./connecting.js";
import { leadRoutes } from "./leads.js";
import { peopleRoutes } from "./people.js";
import { answerRefusal } from "./refusal.js";

const { port, bug } = parseArgs({
  options: { port: { type: "string", default: "3000" }, bug: { type: "string", default: process.env.BUG } },
}).values;
if (bug) switchOn(bug);

const app = express();
app.disable("x-powered-by");
app.get("/alive", (_, response) => void response.json({ alive: true }));
app.use(leadRoutes()); // its webhooks are forms
app.use(express.json());
app.use(peopleRoutes());
app.use(connectingRoutes());

app.use(answerRefusal);

app.listen(Number(port), "127.0.0.1", (error) => {
  if (error) throw error;
});

// The published client @mobilon-dev/amotop on a pipe: one call per line in, what it answered or threw per line out.
// A call is {"on": "AmoService" | "AmoApiClient", "made": [constructor's arguments], "call": name, "with": [arguments]}.
const readline = require("node:readline");
const amotop = require("@mobilon-dev/amotop");

async function answer({ on, made, call, with: given }) {
  try {
    return { returned: await new amotop[on](...made)[call](...given) };
  } catch (error) {
    return { threw: error.message, status: error.response?.status, body: error.response?.data };
  }
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
  }
}

main();

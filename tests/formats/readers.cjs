// What other people's programs make of our reports: prints, as JSON, what each of them has understood.
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [modules, reader, ...files] = process.argv.slice(2);
const { resolve } = createRequire(path.join(modules, "x.js"));
const read = (file) => fs.readFileSync(file, "utf-8");

// Only the package's main file is exported; the schema lies beside it.
const beside = (name, ...parts) => path.join(modules, ...name.split("/"), ...parts);

async function messages(file) {
  const Ajv = require(resolve("ajv/dist/2020"));
  const { parseEnvelope } = require(resolve("@cucumber/messages"));
  const schema = JSON.parse(read(beside("@cucumber/messages", "messages.schema.json")));
  const valid = new Ajv({ strict: false, allErrors: true }).compile(schema);
  const lines = read(file).trimEnd().split("\n");
  const errors = lines.flatMap((line) => (valid(JSON.parse(line)) ? [] : [[line.slice(0, 200), valid.errors]]));
  return { errors, envelopes: lines.map((line) => Object.keys(parseEnvelope(line))[0]) };
}

async function html(file, out) {
  const { pipeline } = require("node:stream/promises");
  const { Readable } = require("node:stream");
  const { CucumberHtmlStream } = require(resolve("@cucumber/html-formatter"));
  const envelopes = read(file).trimEnd().split("\n").map((line) => JSON.parse(line));
  await pipeline(Readable.from(envelopes), new CucumberHtmlStream(), fs.createWriteStream(out));
  return { size: fs.statSync(out).size };
}

async function har(file) {
  const Ajv = require(resolve("ajv"));
  const schemas = require(resolve("har-schema"));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  // They are written in an old draft, whose rules for what is used here are the same.
  const plain = Object.values(schemas).map((schema) => ({ ...schema, $schema: undefined }));
  plain.forEach((schema) => ajv.addSchema(schema));
  const valid = ajv.getSchema("har.json");
  return { errors: valid(JSON.parse(read(file))) ? [] : valid.errors };
}

async function allure(name, ...paths) {
  const readers = await import(pathToFileURL(resolve("@allurereport/reader")).href);
  const { PathResultFile } = await import(pathToFileURL(resolve("@allurereport/reader-api")).href);
  const results = [];
  const attachments = [];
  const visitor = {
    visitTestResult: async (result) => results.push(result),
    visitTestFixtureResult: async () => {},
    visitAttachmentFile: async (attachment) => attachments.push(attachment.getOriginalFileName()),
    visitMetadata: async () => {},
    visitGlobals: async () => {},
    visitExitCode: async () => {},
  };
  const refused = [];
  for (const each of paths) {
    if (!(await readers[name].read(visitor, new PathResultFile(each)))) refused.push(each);
  }
  return { refused, results };
}

const readersByName = { messages, html, har, allure };
readersByName[reader](...files).then((told) => process.stdout.write(JSON.stringify(told)));

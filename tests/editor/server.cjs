// The language server as the extension starts it (embedded, tree-sitter as WebAssembly), on stdin and stdout.
//
// One notification is ours: "test/reindexed" tells the sentences that the server has found, after each index.

const path = require('path')
const { startEmbeddedServer } = require('@cucumber/language-server/wasm')
const { NodeFiles } = require('@cucumber/language-server/node')

const grammars = path.join(path.dirname(require.resolve('@cucumber/language-service/wasm')), '../../..')

const { reader, writer, server, connection } = startEmbeddedServer(
  grammars,
  (rootUri) => new NodeFiles(rootUri),
  (_, __, suggestions) =>
    connection.sendNotification('test/reindexed', {
      suggestions: suggestions.map((one) => one.label),
      errors: server.expressionBuilderResult.errors.map((error) => error.message),
      definitions: server.expressionBuilderResult.expressionLinks.map(({ expression, locationLink }) => ({
        source: expression.source,
        kind: expression.constructor.name,
        uri: locationLink.targetUri,
        line: locationLink.targetSelectionRange.start.line + 1,
      })),
    })
)

process.stdin.pipe(writer)
reader.pipe(process.stdout)

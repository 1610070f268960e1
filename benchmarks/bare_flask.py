"""What one would write in ten minutes: Flask, werkzeug with threads, json of the standard library.

`python -m benchmarks.bare_flask PAGE.json` serves the document in that file at /api/v4/leads, encoded each time.
"""

import json
import logging
import sys
from pathlib import Path

from flask import Flask, Response, jsonify
from werkzeug.serving import make_server


def main(page: Path) -> None:
    """Serve until terminated."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line per request would be a handicap
    document = json.loads(page.read_bytes())
    app = Flask(__name__)

    @app.get("/api/v4/leads")
    def leads() -> Response:
        return jsonify(document)

    server = make_server("127.0.0.1", 0, app, threaded=True)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

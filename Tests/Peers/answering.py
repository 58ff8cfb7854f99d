"""An HTTP server on a free port of loopback that takes everything: each request is answered with 200 and a small JSON object.

It has an access token in it, so that it will do as a token server too. With ?answer=... the answer is that text.
"""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from common import end_with_the_test, tell


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        url = urlsplit(self.path)
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        given = parse_qs(url.query).get("answer")
        usual = {"path": url.path, "id": "1", "access_token": "token", "token_type": "Bearer", "expires_in": 3600}
        answer = (given[-1] if given else json.dumps(usual)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
end_with_the_test()
tell(server.server_address[1])
server.serve_forever()

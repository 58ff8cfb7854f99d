"""An HTTP server on a free port of loopback that fails when it is told to. Tells each request that it gets, in their order.

GET /?fail=2,3&as=503  counts the requests of a path: the second and third are answered with 503, the others with {"n": 1}.
until=/b answers only when the path /b has been asked for. items=3 makes the answer a feed of that many articles. as=drop closes the connection without an answer. POST /reset forgets the counts and what was told to fail.
"""

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from common import end_with_the_test, tell

counts = Counter()
lock = threading.Condition()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        url = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        with lock:
            counts[url.path] += 1
            count = counts[url.path]
            lock.notify_all()
        tell({"path": url.path, "count": count, "body": body, "key": self.headers.get("Idempotency-Key")})
        if "until" in query:
            with lock:
                lock.wait_for(lambda: counts[query["until"]] > 0)
        fails = count in {int(number) for number in query.get("fail", "").split(",") if number}
        kind = query.get("as", "503")
        if fails and kind == "drop":
            self.close_connection = True
            return
        status = int(kind) if fails else 200
        answer = json.dumps({"n": count, "path": url.path}).encode()
        if "items" in query:
            items = "".join(f"<item><guid>{n}</guid><title>Article {n}</title></item>" for n in range(int(query["items"])))
            answer = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml" if "items" in query else "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = answer

    def log_message(self, *arguments):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
end_with_the_test()
tell(server.server_address[1])
server.serve_forever()

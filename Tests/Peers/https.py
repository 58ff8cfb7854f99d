"""An HTTPS server on a free port of loopback that tells who its callers say they are."""

import argparse
import http.server
import ssl

from common import end_with_the_test, tell


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--certificate", required=True, help="PEM with key and certificate")
    parser.add_argument("--client", help="PEM with the certificate that a caller must have")
    return parser.parse_args()


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        peer = self.connection.getpeercert()
        name = dict(pair[0] for pair in peer["subject"])["commonName"] if peer else ""
        body = f"hello {name}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    chosen = options()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chosen.certificate)
    if chosen.client:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(chosen.client)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.handle_error = lambda *_: None
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    tell(server.server_address[1])
    end_with_the_test()
    server.serve_forever()


if __name__ == "__main__":
    main()

"""Answers every request with one file, uncompressed, and prints its address: serve.py FILE [CERTIFICATE KEY]."""

import http.server
import ssl
import sys

with open(sys.argv[1], "rb") as file:
    body = file.read()


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
scheme = "http"
if len(sys.argv) > 2:
    scheme = "https"
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(f"{scheme}://localhost:{server.server_port}", flush=True)
server.serve_forever()

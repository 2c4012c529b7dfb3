"""A Microsoft Entra of our own: it says of whoever comes what the test wants it to say."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

CLIENT = "portal"


class Entra(ThreadingHTTPServer):
    """`claims` is what it says; `asked` what it was asked for a token."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.claims, self.asked = {}, []

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args):
        self.shutdown()
        self.server_close()

    def configuration(self, tenant: str) -> dict:
        return {
            "issuer": f"{self.address}/{tenant}/v2.0",
            "authorization_endpoint": f"{self.address}/{tenant}/authorize",
            "token_endpoint": f"{self.address}/{tenant}/token",
            "jwks_uri": f"{self.address}/{tenant}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, tenant: str) -> dict:
        now = int(time.time())
        says = {
            "iss": f"{self.address}/{tenant}/v2.0",
            "aud": CLIENT,
            "tid": tenant,
            "iat": now,
            "exp": now + 60,
        }
        id_token = jwt.encode(says | self.claims, "x" * 32, algorithm="HS256")
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": id_token}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(self.server.configuration(self.path.split("/")[1]))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append({name: values[0] for name, values in parse_qs(body).items()})
        self.answer(self.server.token(self.path.split("/")[1]))

    def answer(self, content: dict):
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def state_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]

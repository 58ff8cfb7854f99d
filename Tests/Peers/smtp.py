"""A mail server on a free port of loopback, of the PyPI package aiosmtpd. Tells each message that it takes, as it came and as Python reads it."""

import argparse
import asyncio
import base64
import socket
import ssl
import warnings
from email import message_from_bytes
from email.policy import default

from common import end_with_the_test, missing, tell

try:
    from aiosmtpd.smtp import SMTP, AuthResult
except ImportError:
    missing("aiosmtpd")


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--refuse", default="", help="a recipient that is answered with 550")
    parser.add_argument("--defer", default="", help="a recipient that is answered with 451")
    parser.add_argument("--certificate", help="PEM with key and certificate: STARTTLS is offered")
    parser.add_argument("--secure", action="store_true", help="TLS from the first byte")
    parser.add_argument("--silent", action="store_true", help="takes connections and says nothing")
    parser.add_argument("--stuck", action="store_true", help="takes a message and does not say so")
    return parser.parse_args()


class Mailbox:
    def __init__(self, chosen):
        self.chosen = chosen

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == self.chosen.refuse:
            return "550 5.1.1 No such mailbox here"
        if address == self.chosen.defer:
            return "451 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.chosen.stuck:
            await asyncio.Event().wait()
        message = message_from_bytes(envelope.original_content, policy=default)
        text, html = message.get_body(("plain",)), message.get_body(("html",))
        tell({
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "bytes": base64.b64encode(envelope.original_content).decode(),
            "from": message["from"],
            "to": message["to"],
            "subject": message["subject"],
            "date": message["date"],
            "id": message["message-id"],
            "text": text.get_content().replace("\r\n", "\n") if text else "",
            "html": html.get_content().replace("\r\n", "\n") if html else None,
            "headers": [{"name": name.lower(), "value": str(value)} for name, value in message.items()],
            "attachments": [
                {
                    "name": part.get_filename(),
                    "type": part.get_content_type(),
                    "bytes": base64.b64encode(part.get_payload(decode=True)).decode(),
                }
                for part in message.iter_attachments()
            ],
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "secured": server.transport.get_extra_info("ssl_object") is not None,
            "user": session.auth_data,
        })
        return "250 OK"


def main():
    chosen = options()

    def authenticate(server, session, envelope, mechanism, data):
        given = data.login.decode(), data.password.decode()
        return AuthResult(success=given == (chosen.user, chosen.password), handled=False, auth_data=given[0])

    tls = None
    if chosen.certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(chosen.certificate)

    def conversation():
        if chosen.silent:
            return asyncio.Protocol()
        return SMTP(
            Mailbox(chosen),
            hostname="localhost",
            tls_context=None if chosen.secure else tls,
            auth_required=bool(chosen.user),
            auth_require_tls=False,
            authenticator=authenticate,
            loop=asyncio.get_running_loop(),
        )

    async def serve():
        listening = socket.create_server(("127.0.0.1", 0))
        server = await asyncio.get_running_loop().create_server(conversation, sock=listening, ssl=tls if chosen.secure else None)
        tell(listening.getsockname()[1])
        await server.serve_forever()

    warnings.simplefilter("ignore")
    end_with_the_test()
    asyncio.run(serve())


if __name__ == "__main__":
    main()

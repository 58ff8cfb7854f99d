"""Dovecot with one mailbox, on a free port of loopback, with settings and mail in a folder of its own. Ends with the test."""

import argparse
import base64
import contextlib
import ctypes
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import end_with_the_test, tell

DOVECOT = "/usr/sbin/dovecot"
PARENT_DEATH_SIGNAL = 1


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--user", default="ada@example.com")
    parser.add_argument("--password", default="secret")
    parser.add_argument("--message", action="append", default=[], help="base64 of a message that is in INBOX, unread")
    parser.add_argument("--folder", action="append", default=[], help="a folder besides INBOX")
    parser.add_argument("--sent", help="the folder that is marked as the one for sent mail")
    parser.add_argument("--certificate", help="PEM with key and certificate: STARTTLS is offered")
    parser.add_argument("--secure", action="store_true", help="TLS from the first byte")
    return parser.parse_args()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def settings(folder, chosen, port, owner, group, mail_owner):
    listener = "imaps" if chosen.secure else "imap"
    other = "imap" if chosen.secure else "imaps"
    tls = f"ssl = yes\nssl_cert = <{chosen.certificate}\nssl_key = <{chosen.certificate}" if chosen.certificate else "ssl = no"
    sent = f'mailbox "{chosen.sent}" {{\n    special_use = \\Sent\n  }}' if chosen.sent else ""
    return f"""
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
disable_plaintext_auth = no
auth_mechanisms = plain login
{tls}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
namespace inbox {{
  inbox = yes
  separator = /
  {sent}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users
}}
userdb {{
  driver = static
  args = uid={mail_owner.pw_uid} gid={mail_owner.pw_gid} home={folder}/mail
}}
service imap-login {{
  chroot =
  inet_listener {listener} {{
    port = {port}
  }}
  inet_listener {other} {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


def deliver(folder, chosen, mail_owner):
    for name in ["mail", "mail/new", "mail/cur", "mail/tmp"]:
        (folder / name).mkdir()
    for name in chosen.folder:
        for part in ["", "new", "cur", "tmp"]:
            (folder / "mail" / f".{name}" / part).mkdir(exist_ok=True)
    (folder / "mail" / "subscriptions").write_text("".join(f"{name}\n" for name in chosen.folder))
    for number, text in enumerate(chosen.message):
        (folder / "mail/new" / f"170000000{number}.M{number}P1.test").write_bytes(base64.b64decode(text))
    if os.geteuid() == 0:
        for path in [folder / "mail", *(folder / "mail").rglob("*")]:
            os.chown(path, mail_owner.pw_uid, mail_owner.pw_gid)


def main():
    if not os.access(DOVECOT, os.X_OK):
        tell("dovecot is not installed; 'dev/install test' does it")
        sys.exit(1)
    chosen = options()
    # The test starts us with signals blocked, and Dovecot would have them so from us: it would not end with us.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    folder = Path(tempfile.mkdtemp(prefix="flowmeter-imap-", dir="/tmp"))
    folder.chmod(0o755)
    me = pwd.getpwuid(os.geteuid())
    # Dovecot gives nobody mail as root, and its own processes want a user of their own.
    is_root = me.pw_uid == 0
    mail_owner = pwd.getpwnam("nobody") if is_root else me
    owner = "dovenull" if is_root else me.pw_name
    group = grp.getgrgid(pwd.getpwnam(owner).pw_gid).gr_name
    port = free_port()
    (folder / "users").write_text(f"{chosen.user}:{{PLAIN}}{chosen.password}\n")
    (folder / "dovecot.conf").write_text(settings(folder, chosen, port, owner, group, mail_owner))
    deliver(folder, chosen, mail_owner)
    library = ctypes.CDLL(None)
    process = subprocess.Popen(
        [DOVECOT, "-F", "-c", str(folder / "dovecot.conf")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: library.prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM),
    )
    deadline = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                log = folder / "log"
                tell(f"dovecot did not start: {log.read_text()[-500:] if log.exists() else ''}")
                sys.exit(1)
            time.sleep(0.02)
    # A test ends us without a word, so folders go with a later one.
    for old in Path("/tmp").glob("flowmeter-imap-*"):
        with contextlib.suppress(FileNotFoundError):  # another one of us takes it away
            if time.time() - old.stat().st_mtime > 900:
                shutil.rmtree(old, ignore_errors=True)
    tell(port)
    end_with_the_test()
    process.wait()


if __name__ == "__main__":
    main()

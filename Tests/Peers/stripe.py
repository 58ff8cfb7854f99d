"""Stripe's API on a free port of loopback, of the PyPI package localstripe, with what that leaves out:

- localstripe listens on all addresses and keeps its store in /tmp; here it listens on loopback and keeps nothing.
- It ignores `Idempotency-Key`; here a key that was seen gives the answer that it gave, as https://docs.stripe.com/api/idempotent_requests says.
- It refuses `description` of a payment intent; here that is kept.

Tells each webhook that it delivers to /_config/received. /_config/silent, /_config/cut, /_config/slow, /_config/large and /_config/moved stand
for servers with these faults.
"""

import asyncio
import socket

from common import end_with_the_test, missing, tell

try:
    from aiohttp import web
    from localstripe.resources import PaymentIntent, Store
    from localstripe.server import app
except ImportError:
    missing("localstripe")

answers = {}


@web.middleware
async def idempotency(request, handler):
    key = request.headers.get("Idempotency-Key")
    if request.method != "POST" or not key:
        return await handler(request)
    asked = (request.path, await request.read())
    if key not in answers:
        response = await handler(request)
        answers[key] = (asked, response.status, response.text)
        return response
    first, status, text = answers[key]
    if first != asked:
        error = {"type": "idempotency_error", "message": "Keys for idempotent requests can only be used with the same parameters."}
        return web.json_response({"error": error}, status=400)
    return web.Response(status=status, text=text, content_type="application/json", headers={"Idempotent-Replayed": "true"})


create = PaymentIntent._api_create


def create_with_description(description=None, **data):
    intent = create(**data)
    intent.description = description
    return intent


async def received(request):
    tell({"headers": [list(pair) for pair in request.headers.items()], "body": (await request.text())})
    return web.Response()


async def silent(request):
    await asyncio.Event().wait()


async def cut(request):
    request.transport.abort()
    return web.Response()


async def slow(request):
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b"{")
    await asyncio.Event().wait()


async def large(request):
    return web.Response(body=b"x" * 1_000_001)


async def moved(request):
    raise web.HTTPTemporaryRedirect("/" + request.match_info["rest"])


async def serve():
    Store.dump_to_disk = lambda store: None
    PaymentIntent._api_create = create_with_description
    app.middlewares.insert(0, idempotency)
    app.router.add_post("/_config/received", received)
    for name, fault in {"silent": silent, "cut": cut, "slow": slow, "large": large, "moved": moved}.items():
        app.router.add_route("*", f"/_config/{name}/{{rest:.*}}", fault)
    runner = web.AppRunner(app)
    await runner.setup()
    listening = socket.create_server(("127.0.0.1", 0))
    await web.SockSite(runner, listening).start()
    tell(listening.getsockname()[1])
    await asyncio.Event().wait()


if __name__ == "__main__":
    end_with_the_test()
    asyncio.run(serve())

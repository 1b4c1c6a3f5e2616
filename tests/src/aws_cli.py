# Runs aws-cli for the tests, again and again: what `aws` does is done by a copy of this process, which has
# everything imported already. A start of its own is half a second of the processor, and a run asks thousands of times.
#
# Prints the port that it listens on, and ends with its standard input. Asked for in one line of JSON
# (`args`, `env`, `cwd`); answers with one (`code`, `out`, `err`).
import gc
import json
import os
import select
import signal
import socket
import sys
import tempfile

os.environ.update(AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null")

import awscli.clidriver
import awscli.customizations.s3.subcommands  # noqa: F401
import botocore.httpsession  # noqa: F401


def answer(asked):
    """In a copy: what aws-cli ends with, and what it prints."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        # Where it has its own descriptions of services.
        data = os.environ["AWS_DATA_PATH"]
        os.environ.clear()
        os.environ.update(asked["env"], AWS_DATA_PATH=data)
        os.chdir(asked["cwd"])
        sys.argv = ["aws", *asked["args"]]
        # The one that is there has read the settings of nobody.
        own = asked["env"].get("AWS_CONFIG_FILE") != "/dev/null" or "AWS_PROFILE" in asked["env"]
        try:
            code = (awscli.clidriver.create_clidriver() if own else driver).main(asked["args"])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
        sys.stderr.flush()
        printed = []
        for file in (out, err):
            file.seek(0)
            printed.append(file.read().decode("utf-8", "backslashreplace"))
    return {"code": code or 0, "out": printed[0], "err": printed[1]}


def serve(connection):
    with connection, connection.makefile("rw", encoding="utf-8") as stream:
        answered = answer(json.loads(stream.readline()))
        json.dump(answered, stream)


driver = awscli.clidriver.create_clidriver()
for service in ("s3", "iam", "sts"):
    # Reads what is said of the service, which the session keeps.
    keys = {"aws_access_key_id": "none", "aws_secret_access_key": "none", "region_name": "us-east-1"}
    driver.session.create_client(service, **keys)
driver.create_help_command()
# What is there stays where it is: a copy that looked through it would have to copy it.
gc.freeze()
gc.disable()
# Whoever is done is not waited for.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
listener = socket.create_server(("127.0.0.1", 0), backlog=64)
print(listener.getsockname()[1], flush=True)
while True:
    ready, _, _ = select.select([listener, sys.stdin], [], [])
    if sys.stdin in ready:
        break
    connection, _ = listener.accept()
    if os.fork() == 0:
        listener.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        try:
            serve(connection)
        finally:
            os._exit(0)
    connection.close()

"""Runs one phase of a Python job: the request comes on standard input, the answer goes to descriptor 3."""

import json
import os
import sys
import traceback
import types


class Job:
    """What the functions of a job get."""

    def __init__(self, request):
        self.input = request["input"]
        self.data = request["data"]
        self.work = request["work"]
        self.output = request["output"]
        self.partition = request.get("partition")
        self.partitions = request["partitions"]
        self._files = request["files"]

    def rows(self):
        """What all partitions returned, in order."""
        for name in self._files:
            with open(name, encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)

    def in_partition(self, key):
        """Whether a key belongs to this partition; the same everywhere and every time."""
        import zlib

        text = key if isinstance(key, str) else json.dumps(key, sort_keys=True)
        return zlib.crc32(text.encode("utf-8")) % self.partitions == self.partition


def load(request, name):
    module = types.ModuleType(name)
    path = os.path.join(request["code"], request["script"])
    module.__file__ = path
    sys.modules[name] = module
    sys.path[0:1] = [os.path.dirname(path), request["code"], os.path.join(request["code"], "vendor")]
    with open(path, "rb") as source:
        exec(compile(source.read(), request["entry"], "exec"), module.__dict__)
    return module


def write_rows(rows, name):
    """Rows as JSON lines with sorted keys, so that equal rows are equal bytes."""
    count = 0
    with open(name, "w", encoding="utf-8", newline="\n") as lines:
        for row in rows or ():
            json.dump(row, lines, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
            lines.write("\n")
            count += 1
    return count


def carry_out(request):
    phase = request["phase"]
    job = Job(request)
    if phase == "whole":
        module = load(request, "__main__")
        return {"rows": 0, "answer": getattr(module, "result", None)}
    function = getattr(load(request, "__bc_job__"), phase)
    if phase == "partition":
        return {"rows": write_rows(function(job), request["file"])}
    answer = function(job)
    return {"rows": 0, "answer": answer if phase == "finish" else None}


def place_of(error, entry):
    """The innermost line of the job's own script."""
    if isinstance(error, SyntaxError) and error.filename == entry:
        return error.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == entry]
    return lines[-1] if lines else None


def main():
    request = json.load(sys.stdin)
    code = 0
    try:
        done = carry_out(request)
        answer = {"rows": done["rows"]}
        if "answer" in done:
            answer["answer"] = json.dumps(done["answer"], allow_nan=False)
    except Exception as error:
        traceback.print_exc()
        message = traceback.format_exception_only(type(error), error)[-1].strip()
        answer = {"error": {"message": message, "line": place_of(error, request["entry"])}}
        code = 1
    with os.fdopen(3, "w", encoding="utf-8") as line:
        json.dump(answer, line)
    sys.stdout.flush()
    os._exit(code)


main()

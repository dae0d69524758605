"""Signs the cases of `oss.jsonl` with the vendor's Python client (`pip install alibabacloud-oss-v2`): prints the file.

    python3 tests/vectors/sign_oss.py > tests/vectors/oss.jsonl
"""

import datetime
import json

from urllib.parse import quote

from alibabacloud_oss_v2.credentials import StaticCredentialsProvider
from alibabacloud_oss_v2.signer.v4 import SignerV4
from alibabacloud_oss_v2.types import HttpRequest, SigningContext

TOKEN = "CAISqQJ1q6Ft5B2y/fSjIr5DeH9Lh+example*Token~with+every/char=="
TIME = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
AWKWARD = "a b+c%2F&=?#~*'()!$,;:@[]{}|\\^`\"<>.mp4"

CASES = [
    {"method": "PUT", "key": "stream/a.mp4"},
    {"method": "PUT", "key": "stream/" + AWKWARD, "headers": {"content-type": "video/mp4"}},
    {"method": "PUT", "key": "视频/é/😀//e\u0301\x01\x7f\r\n.mp4", "token": True},
    {"method": "PUT", "key": "a", "headers": {"content-type": "text/plain; charset=utf-8", "content-md5": "x4jgIg==", "x-oss-meta-title": "a: b ;c"}},
    {"method": "POST", "key": "a", "query": [["uploads", ""]]},
    {"method": "PUT", "key": "a/b", "query": [["partNumber", "10000"], ["uploadId", "0004B9 +/%&=~é"]], "token": True},
    {"method": "GET", "key": "a", "query": [["uploadId", "x"], ["part-number-marker", "1000"], ["max-parts", "1000"]]},
    {"method": "DELETE", "key": "a", "query": [["uploadId", "x"]]},
    {"method": "GET", "key": "", "query": [["prefix", "a b/"], ["delimiter", "/"], ["list-type", "2"], ["marker", ""]]},
    {"method": "GET", "key": "a", "query": [["x", "2"], ["X", "1"], ["a-b", "."], ["a.b", "-"], ["a_b", "~"], ["a%b", "*"]]},
    {"method": "GET", "key": "a", "headers": {"range": "bytes=0-9", "x-oss-range-behavior": "standard"}, "additional": ["range"]},
    {"method": "PUT", "key": "a", "headers": {"host": "media.oss-cn-shanghai.aliyuncs.com", "date": "x", "if-match": "\"e\""}, "additional": ["Host", "if-match", "absent", "x-oss-date"]},
    {"method": "PUT", "key": "a", "region": "ap-southeast-1", "bucket": "a-1"},
    {"method": "GET", "bucket": None, "key": None, "query": [["max-keys", "1"]]},
    {"method": "GET", "key": "stream/" + AWKWARD, "lifetime": 600},
    {"method": "PUT", "key": "a b", "query": [["partNumber", "1"], ["uploadId", "x/y"]], "headers": {"content-type": "video/mp4", "x-oss-meta-a": "1"}, "token": True, "lifetime": 604800},
    {"method": "GET", "key": "a", "headers": {"host": "media.oss-cn-shanghai.aliyuncs.com", "range": "bytes=0-"}, "additional": ["host", "range"], "lifetime": 1},
]


def signed(case):
    case = {"bucket": "media", "region": "cn-shanghai", "query": [], "headers": {}, "additional": [], "token": False, **case}
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in case["query"])
    path = quote(case["key"] or "", safe="/")
    host = "media.example" if case["bucket"] else "oss.example"
    request = HttpRequest(case["method"], f"https://{host}/{path}" + (f"?{query}" if query else ""))
    request.headers.update(case["headers"])
    credentials = StaticCredentialsProvider("testid", "testsecret", TOKEN if case["token"] else None).get_credentials()
    context = SigningContext(
        product="oss", region=case["region"], bucket=case["bucket"], key=case["key"], request=request,
        credentials=credentials, signing_time=TIME, additional_headers=set(case["additional"]),
    )
    case["url"] = request.url
    if "lifetime" in case:
        context.auth_method_query = True
        context.expiration_time = TIME + datetime.timedelta(seconds=case["lifetime"])
        SignerV4().sign(context)
        case["signature"] = request.url.rsplit("=", 1)[1]
    else:
        SignerV4().sign(context)
        case["authorization"] = request.headers["Authorization"]
    del case["query"]
    return case


for case in CASES:
    print(json.dumps(signed(case), ensure_ascii=True))

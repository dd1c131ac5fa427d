"""``ivr enrol send-warning``: the running service sends it."""

from ivr.cli.gateway import settings, working
from ivr.cli.options import AsJson, EnrolmentId, TokenFile
from ivr.cli.output import note, tell
from ivr.cli.words import say
from ivr.flows.send_warning import send_warning


def verb(enrolment_id: EnrolmentId, token_file: TokenFile = None, as_json: AsJson = False) -> None:
    with working(token_file) as work:
        message = send_warning(work, enrolment_id)
    told = say("短信已进入发件箱，由服务发送", "The message is in the outbox; the service sends it")
    tell({"message": message.id, "state": message.state}, f"{message.id}  {told}", as_json)
    if settings().sms is None:
        waits = "No message centre is set here (setting: sms): it waits until one is. Or tell the person by letter."
        note(say("本机未设置短信中心（设置项 sms），设置之前不会发出；也可改以信函告知并登记。", waits))

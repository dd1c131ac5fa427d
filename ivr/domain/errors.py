"""What the rules refuse, and why. One tree, so that an edge can map a branch to an answer.

::

    GatewayError                    the root (kit)
    ├── BadInput        400/422     a field is wrong: which one, and what to write instead
    ├── RuleBroken      409         the input is well formed, but a safeguard forbids the step
    │   ├── WrongState              the enrolment is not in a state that allows the action
    │   ├── SamePerson              two people are needed and one came twice
    │   ├── TooEarly                the grace period is not over
    │   └── NeverEnrolled           a minor, an emergency or service number, an unproven holder …
    ├── NotPermitted    403         this role may not do that
    │   ├── OutOfScope              the role may, but the token was not issued for it
    │   └── ManagedElsewhere        somebody else manages these people
    ├── NotSignedIn     401         no token, or one that is unknown or over
    │   ├── WrongCredentials        the name, the password or the code is wrong: which one is not told
    │   └── StepMissing             the session is not open yet
    ├── TooManyTries    429         wait before the next try
    ├── NotFound        404         no such thing in this court
    │   └── UnknownCode             nobody was given this certificate code
    └── Unsafe          409         a plan for a node that an operator must look at first
"""

from collections.abc import Mapping
from typing import ClassVar

from ivr.domain.called import ACTIONS, ROLES, STATES, Names, called
from ivr.kit.errors import GatewayError, Language


class _Called(GatewayError):
    """Its facts are codes for programs; people read what they are called."""

    names: ClassVar[Mapping[str, Names]] = {"role": ROLES, "state": STATES, "action": ACTIONS}

    def told(self, language: Language) -> Mapping[str, object]:
        return {name: called(self.names.get(name, {}), value, language) for name, value in self.facts.items()}


class BadInput(GatewayError):
    code = "bad-input"
    zh = "字段 {field} 有误：{reason_zh}"
    en = "Field {field} is wrong: {reason}"


class RuleBroken(GatewayError):
    code = "rule-broken"
    zh = "规则不允许：{reason_zh}"
    en = "Not allowed by the rules: {reason}"


class WrongState(_Called, RuleBroken):
    code = "wrong-state"
    zh = "登记处于“{state}”状态，不能执行“{action}”。"
    en = "The enrolment is {state}; to {action} is not possible from there."


class SamePerson(_Called, RuleBroken):
    code = "same-person"
    zh = "“{action}”须由另一人办理：同一人不得既起草又批准。"
    en = "Another person must {action}: whoever prepared a step may not decide it."


class TooEarly(RuleBroken):
    code = "too-early"
    zh = "宽限期至 {until} 届满，此前不得启用。"
    en = "The grace period ends at {until}; activate after that."


class NeverEnrolled(RuleBroken):
    code = "never-enrolled"
    zh = "不得登记（{field}）：{reason_zh}"
    en = "This can never be enrolled ({field}): {reason}"


class NotPermitted(_Called):
    code = "not-permitted"
    zh = "您的角色（{role}）无权执行“{action}”。"
    en = "Your role ({role}) may not {action}."


class OutOfScope(NotPermitted):
    code = "out-of-scope"
    zh = "您的角色（{role}）可以执行“{action}”，但此令牌未获授权（{scope}）。请使用授权范围更大的令牌。"
    en = "Your role ({role}) may {action}, but this token was not issued for it ({scope}). Use one that was."


class ManagedElsewhere(NotPermitted):
    code = "managed-elsewhere"
    zh = "法院的人员由该院管理员管理，其他人员由网关操作员管理。"
    en = "A court's people are managed by its own administrator, all others by the gateway's operator."


class NotSignedIn(GatewayError):
    code = "not-signed-in"
    zh = "未登录：请提供有效的访问令牌。"
    en = "Not signed in: send a valid access token."


class WrongCredentials(NotSignedIn):
    code = "wrong-credentials"
    zh = "登录名、密码或验证码有误，请核对后重试。忘记密码请联系本院管理员。"
    en = "The sign-in name, the password or the code is wrong. Check them; your court's administrator can reset them."


class StepMissing(NotSignedIn):
    code = "step-missing"
    zh = "登录尚未完成，请先完成这一步：{needs}。"
    en = "Signing in is not complete. Do this step first: {needs}."


class TooManyTries(GatewayError):
    code = "too-many-tries"
    zh = "尝试次数过多，请在 {seconds} 秒后重试。"
    en = "Too many tries. Wait {seconds} seconds and try again."
    retry = True


class NotFound(GatewayError):
    code = "not-found"
    zh = "本院没有此{what_zh}：{key}"
    en = "This court has no such {what}: {key}"


class UnknownCode(NotFound):
    code = "unknown-code"
    zh = "没有此验证码的证明。请核对每一位字符；如仍不符，请向出具法院核实。"
    en = "There is no certificate with this code. Check each sign; if it is right, ask the court that issued it."


class Unsafe(GatewayError):
    code = "unsafe-plan"
    zh = "节点 {node} 的变更过大（{adding} 增、{removing} 删，现有 {held}），须操作员与第二人确认；此前节点静默。"
    en = (
        "The plan for node {node} is too large to apply unasked (+{adding}, -{removing}, of {held} held): "
        "an operator and a second person must confirm it. Until then the node stays silent."
    )

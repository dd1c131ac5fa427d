"""What people call roles, states and steps, in both languages. Programs go by the codes."""

from collections.abc import Mapping
from typing import Final

from ivr.kit.errors import Language

Names = Mapping[str, tuple[str, str]]
"""Code → zh-CN, en."""

ROLES: Final[Names] = {
    "clerk": ("书记员", "clerk"),
    "approver": ("审批人", "approver"),
    "president": ("院长办公室", "president's office"),
    "auditor": ("审计员", "auditor"),
    "court-admin": ("法院管理员", "court administrator"),
    "operator": ("网关操作员", "gateway operator"),
    "carrier": ("运营商", "carrier"),
    "bank": ("银行", "bank"),
    "system": ("系统", "the gateway itself"),
}
STATES: Final[Names] = {
    "drafted": ("已起草", "drafted"),
    "submitted": ("已提交", "submitted"),
    "approved": ("已批准", "approved"),
    "warned": ("已告知", "warned"),
    "active": ("播报中", "active"),
    "suspended": ("已暂停", "suspended"),
    "removed": ("已撤除", "removed"),
    "expired": ("已到期", "expired"),
    "corrected": ("已更正", "corrected"),
}
ACTIONS: Final[Names] = {
    "rotate_keys": ("更换密钥", "rotate the keys"),
    "sweep": ("清扫到期数据", "sweep"),
    "set_retention": ("设定保存期限", "set a retention period"),
    "set_enquiry": ("更改咨询电话", "change a court's enquiry number"),
    "set_languages": ("更改播报语言", "change a court's languages"),
    "set_online_voice": ("选择在线语音", "choose an online voice"),
    "audit_export": ("导出审计记录", "export the audit trail"),
    "read_audit": ("查阅审计记录", "read the audit trail"),
    "subscribe": ("订阅事件", "subscribe to events"),
    "set_court_code": ("设定法院代字", "set a court's code"),
    "add_court": ("新增法院", "add a court"),
    "confirm_plan": ("确认节点变更", "confirm a node's plan"),
    "collect_prompts": ("清理播报文件", "collect prompts"),
    "publish_notice": ("发布播报", "publish a notice"),
    "add_staff": ("新增人员", "add people"),
    "manage_staff": ("管理人员", "manage people"),
    "issue_token": ("签发令牌", "issue a token"),
    "claim_token": ("领取令牌", "claim a token"),
    "rotate_token": ("更换令牌", "rotate a token"),
    "draft": ("起草登记", "draft an enrolment"),
    "amend": ("更改材料", "amend an enrolment's papers"),
    "submit": ("提交登记", "submit an enrolment"),
    "send_back": ("退回登记", "send an enrolment back"),
    "withdraw": ("撤回草稿", "withdraw a draft"),
    "restore": ("恢复草稿", "restore a draft"),
    "approve": ("批准登记", "approve an enrolment"),
    "warn": ("告知本人", "tell the person"),
    "tell_again": ("再次告知本人", "tell the person again"),
    "tell_ended": ("告知已撤除", "tell the person of the end"),
    "activate": ("启用播报", "activate an enrolment"),
    "suspend": ("暂停播报", "suspend an enrolment"),
    "resume": ("恢复播报", "resume an enrolment"),
    "decide_resume": ("决定是否恢复播报", "decide on resuming an enrolment"),
    "remove": ("撤除播报", "remove an enrolment"),
    "expire": ("到期终止", "end an enrolment by its time"),
    "object": ("登记异议", "file an objection"),
    "decide_objection": ("决定异议", "decide an objection"),
    "clear_listing": ("记录名单删除", "record that the listing was cleared"),
    "prove_holder": ("证明机主", "prove the number's holder"),
    "correct": ("更正登记", "correct an enrolment"),
    "issue_certificate": ("出具证明", "issue a certificate"),
    "propose": ("提议", "propose"),
    "decide_proposal": ("决定提议", "decide a proposal"),
    "pass_on_payment": ("转交款项", "pass a payment on to a court"),
    "reveal": ("查看个人信息", "see personal data"),
    "read": ("查阅", "read"),
    "read_cases": ("查阅案件", "read cases"),
    "read_figures": ("查阅统计", "read the figures"),
    "verify_audit": ("核验审计记录", "verify the audit trail"),
    "record_payment": ("报告付款", "report a payment"),
    "send_statement": ("报送流水", "send a statement"),
    "read_statements": ("查阅流水", "read statements"),
    "read_again": ("重新读取流水", "read a statement again"),
    "set_columns": ("设定流水列", "set a statement's columns"),
    "read_feed": ("读取号码清单", "read the feed of numbers"),
    "report_line": ("报告号码变动", "report a line"),
}


def called(names: Names, code: object, language: Language) -> str:
    """A code that nobody has named is shown as it is."""
    zh, en = names.get(str(code), (str(code), str(code)))
    return zh if language == "zh-CN" else en

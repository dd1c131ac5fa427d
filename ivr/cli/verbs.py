"""Every verb: its name, its file, and one line about it in both languages. To add one: a file and its line here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """``file`` is a module with a function ``verb``."""

    file: str
    zh: str
    en: str


@dataclass(frozen=True)
class Group:
    """Verbs about one noun."""

    zh: str
    en: str
    verbs: Mapping[str, Verb]


VERBS: Mapping[str, Verb | Group] = {
    "demo": Verb("demo.run", "演示全过程：真实呼叫，逐项证明", "Show the whole story with real calls, and prove it"),
    "run": Verb("run", "启动服务：API、内置 Asterisk、各循环", "Run the service: API, embedded Asterisk, loops"),
    "node": Verb("node", "在远端节点旁运行跟随程序", "Run the follower beside a remote node"),
    "plan": Group(
        "节点的变更计划",
        "Plans: what a node is to change",
        {
            "show": Verb("plan.show", "查看各节点及待确认的变更", "Show the nodes, and what waits for two operators"),
            "confirm": Verb("plan.confirm", "确认过大的变更，须两人", "Confirm a large one; two operators must"),
        },
    ),
    "court": Group(
        "法院",
        "Courts",
        {
            "add": Verb("court.add", "登记法院", "Add a court"),
            "list": Verb("court.list", "列出法院", "List the courts"),
            "code": Verb("court.code", "设定案号中的法院代字", "Set the code that its case numbers have"),
            "enquiry": Verb("court.enquiry", "设定咨询电话", "Set the number that its notice gives"),
            "languages": Verb("court.languages", "设定播报语言", "Set the languages of its notice"),
            "voice": Verb("court.voice", "选择合成语音（在线或离线）", "Choose who speaks a court's notices"),
            "retain": Verb("court.retain", "设定个人信息保留期", "Set for how long personal data is kept"),
        },
    ),
    "staff": Group(
        "人员",
        "People who work with the gateway",
        {
            "first": Verb("staff.first", "首次启动：建立第一名操作员", "At the first start: make the first operator"),
            "add": Verb("staff.add", "添加人员，令牌只显示一次", "Add somebody; the token is shown once"),
            "list": Verb("staff.list", "列出人员", "List the people"),
            "account": Verb("staff.account", "开立本地账号或重设密码", "Give a local account or a new password"),
            "link": Verb("staff.link", "关联统一身份认证", "Say who somebody is at the identity provider"),
            "end": Verb("staff.end", "停用全部权限", "End somebody's access"),
        },
    ),
    "token": Group(
        "访问令牌",
        "Access tokens",
        {
            "claim": Verb("token.claim", "用一次性密钥换取令牌", "Exchange a one-time secret for a token"),
            "issue": Verb("token.issue", "签发，只显示一次", "Issue one; it is shown once"),
            "list": Verb("token.list", "列出", "List them"),
            "rotate": Verb("token.rotate", "轮换", "Replace one by a new one"),
            "revoke": Verb("token.revoke", "撤销", "End one at once"),
        },
    ),
    "enrol": Group(
        "登记",
        "Enrolments: a number under a court's order",
        {
            "draft": Verb("enrol.draft", "依材料起草登记", "Draft an enrolment from the papers"),
            "import": Verb("enrol.import_", "由 CSV 文件批量起草", "Draft many from a CSV file"),
            "amend": Verb("enrol.amend", "更改草稿材料", "Replace a draft's papers"),
            "submit": Verb("enrol.submit", "提交审批", "Submit a draft for approval"),
            "send-back": Verb("enrol.send_back", "退回更正", "Send it back to be corrected"),
            "withdraw": Verb("enrol.withdraw", "撤回草稿", "Withdraw a draft"),
            "restore": Verb("enrol.restore", "恢复已撤回的草稿", "Restore a withdrawn draft"),
            "approve": Verb("enrol.approve", "批准（须另一人）", "Approve it: another person"),
            "warn": Verb("enrol.warn", "记录已告知本人", "Record that the person was told"),
            "send-warning": Verb("enrol.send_warning", "发送告知短信", "Send the warning as a short message"),
            "messages": Verb("enrol.messages", "查看告知及送达情况", "Show how the person was told"),
            "activate": Verb("enrol.activate", "宽限期满后启用", "Activate after the grace period"),
            "suspend": Verb("enrol.suspend", "立即暂停", "Suspend at once"),
            "resume": Verb("enrol.resume", "恢复（须两人）", "Resume: two people"),
            "remove": Verb("enrol.remove", "撤除", "Remove"),
            "correct": Verb("enrol.correct", "更正错误登记", "End it because the entry was wrong"),
            "prove": Verb("enrol.prove", "重新核验号码持有人", "Prove the number's holder anew"),
            "object": Verb("enrol.object_", "登记异议，号码立即静默", "File an objection: silent at once"),
            "objections": Verb("enrol.objections", "查看异议", "Show the objections to one enrolment"),
            "decide": Verb("enrol.decide", "对异议作出决定", "Decide an objection"),
            "reconsider": Verb("enrol.reconsider", "登记复议申请", "The person asks the court above"),
            "due": Verb("enrol.due", "待办事项及期限", "What is due, and what is late"),
            "certificate": Verb("enrol.certificate", "出具终止证明（PDF）", "Issue the certificate that it is over"),
            "tell-ended": Verb("enrol.tell_ended", "登记已告知终止", "Record that the person was told of the end"),
            "cleared": Verb("enrol.cleared", "登记失信信息已删除", "The court has cleared the listing itself"),
            "show": Verb("enrol.show", "查看一条登记", "Show one enrolment"),
            "list": Verb("enrol.list", "列出登记", "List enrolments"),
        },
    ),
    "batch": Group(
        "批次",
        "Batches: drafts that came in together",
        {
            "list": Verb("batch.list", "列出批次", "List the batches"),
            "show": Verb("batch.show", "查看批次及变动", "Show one, and what is new or changed in it"),
            "submit": Verb("batch.submit", "全部提交", "Submit every draft of it"),
            "withdraw": Verb("batch.withdraw", "撤回未批准的", "Withdraw what nobody has approved"),
            "approve": Verb("batch.approve", "批准全部或部分", "Approve all of it, or some"),
            "warn": Verb("batch.warn", "向已批准者发送告知", "Send the warning to those approved"),
        },
    ),
    "debt": Group(
        "债务",
        "Debts: what is owed, with its working",
        {
            "show": Verb("debt.show", "查看债务及债务人", "Show one, and who owes it together"),
            "statement": Verb("debt.statement", "查看某日余额及计算过程", "What is left on a day, line by line"),
        },
    ),
    "payment": Group(
        "待核查款项",
        "Payments that a person must look at",
        {
            "list": Verb("payment.list", "列出及认领期限", "List them, what is due first on top"),
            "show": Verb(
                "payment.show", "查看附言和建议，须写明理由", "Show one's words and suggestions; give a reason"
            ),
            "pass-on": Verb("payment.pass_on", "将无主款项转给法院", "Pass money that is no court's to one"),
        },
    ),
    "proposal": Group(
        "提议",
        "Proposals: one proposes, another decides",
        {
            "make": Verb("proposal.make", "提出", "Propose something"),
            "list": Verb("proposal.list", "列出", "List them"),
            "show": Verb("proposal.show", "查看内容，须写明理由", "Show what one says; give a reason"),
            "decide": Verb("proposal.decide", "决定（须另一人）", "Decide one: another person"),
            "withdraw": Verb("proposal.withdraw", "撤回自己的提议", "Take back your own"),
        },
    ),
    "feed": Group(
        "银行对账单",
        "Bank statements",
        {
            "send": Verb("feed.send", "送入一份对账单并读取", "Keep a statement and read it"),
            "list": Verb("feed.list", "列出对账单", "List the statements"),
            "show": Verb("feed.show", "查看一份及其问题", "Show one, and what was wrong in it"),
            "again": Verb("feed.again", "重新读取", "Read one again"),
            "columns": Verb("feed.columns", "设定银行表格的列", "Set which column says what, or try it on a sample"),
        },
    ),
    "subscription": Group(
        "事件推送",
        "Courts' own systems that are told of events",
        {
            "add": Verb("subscription.add", "新建订阅，密钥只显示一次", "Add one; its secret is shown once"),
            "list": Verb("subscription.list", "列出订阅", "List them"),
            "deliveries": Verb("subscription.deliveries", "查看推送情况", "Show what was sent, waits or failed"),
            "redeliver": Verb("subscription.redeliver", "再次推送", "Send again, some or all that failed"),
            "end": Verb("subscription.end", "结束订阅", "End one"),
        },
    ),
    "prompts": Group(
        "播报录音",
        "Recorded notices",
        {
            "install": Verb("prompts.install", "安装默认语音", "Set up the default voice"),
            "build": Verb("prompts.build", "合成各法院的播报", "Build the courts' notices"),
            "check": Verb("prompts.check", "检查已合成的播报", "Measure the finished notices"),
            "collect": Verb("prompts.collect", "清理无人引用的播报", "Remove notices that nothing names any more"),
            "publish": Verb("prompts.publish", "发布一个或全部法院的播报", "Publish one court's notice, or all"),
            "hear": Verb("prompts.hear", "试听一个法院现在的播报", "Get what a court's callers hear now"),
        },
    ),
    "wording": Group(
        "播报文本",
        "Courts' own wordings",
        {
            "draft": Verb("wording.draft", "起草并合成，待他人决定", "Draft and speak one, for another to decide"),
            "list": Verb("wording.list", "列出一个法院的文本", "List a court's"),
            "show": Verb("wording.show", "查看与现行文本的差异", "Show one, and what it changes"),
            "hear": Verb("wording.hear", "取得录音以便试听", "Get its sound, to listen to it"),
        },
    ),
    "pbx": Group(
        "内置 Asterisk",
        "The embedded Asterisk",
        {
            "install": Verb("pbx.install", "找到或下载 Asterisk", "Find or fetch Asterisk"),
            "start": Verb("pbx.start", "启动", "Start it"),
            "stop": Verb("pbx.stop", "停止", "Stop it"),
            "status": Verb("pbx.status", "查看状态", "Show how it is"),
            "render": Verb("pbx.render", "写出其配置文件", "Write its configuration files"),
        },
    ),
    "audit": Group(
        "审计记录",
        "The audit trail",
        {
            "verify": Verb("audit.verify", "逐条核验", "Verify it, entry by entry"),
            "export": Verb("audit.export", "导出一个法院的审计记录", "Write a court's trail to a file"),
        },
    ),
    "figures": Verb("figures", "履行情况统计", "How many performed, when and how much"),
    "sweep": Verb("sweep", "到期处理，删除超期个人信息", "End what is over, erase what may not be kept"),
    "keys": Group(
        "密钥",
        "The keys that seal personal data",
        {
            "rotate": Verb("keys.rotate", "在线更换密钥", "Change the key, while the service runs"),
            "retire": Verb("keys.retire", "删除不再需要的旧密钥", "Remove old keys that nothing needs"),
        },
    ),
    "db": Group(
        "数据库",
        "The database",
        {"upgrade": Verb("db.upgrade", "升级到本版本的结构", "Bring it to this release's schema")},
    ),
}

"""What can go wrong with the embedded Asterisk. Whichever it is: no notice is played, and nothing else is touched."""

from ivr.kit.errors import GatewayError


class EmbeddedError(GatewayError):
    """The embedded Asterisk cannot be set up, started or stopped."""

    code = "pbx.embedded"
    zh = "内置 Asterisk 出错:{reason}"
    en = "The embedded Asterisk failed: {reason}"


class UnusableAsterisk(EmbeddedError):
    code = "pbx.embedded.unusable"
    zh = "{program} 不能使用：{reason}。需要 Asterisk 20 或更新版本及其全部模块。请升级。"
    en = "{program} cannot be used: {reason}. Asterisk 20 or newer with all modules is needed: upgrade it."


class NotInstalled(EmbeddedError):
    code = "pbx.embedded.not-installed"
    zh = "{folder} 中没有安装好的 Asterisk。请先运行 ivr pbx install。"
    en = "No Asterisk is installed in {folder}. Run ivr pbx install first."


class PortTaken(EmbeddedError):
    code = "pbx.embedded.port"
    zh = "端口 {port}（{use}）不可用：{owner}。请停止占用者或在设置中改用别的端口。"
    en = "Port {port} ({use}) cannot be had: {owner}. Stop what holds it, or choose another port in the settings."
    retry = True


class AlreadyRunning(EmbeddedError):
    code = "pbx.embedded.running"
    zh = "{folder} 的 Asterisk 已在运行(进程 {pid})。请先运行 ivr pbx stop。"
    en = "The Asterisk of {folder} is running already (process {pid}). Run ivr pbx stop first."


class DiedAtStart(EmbeddedError):
    code = "pbx.embedded.died"
    zh = "Asterisk 启动时退出。请按其最后的输出改正设置后重试：\n{last}"
    en = "Asterisk ended while starting. Act on its last words, then start again:\n{last}"


class NotReady(EmbeddedError):
    code = "pbx.embedded.not-ready"
    zh = "Asterisk 在 {seconds} 秒内没有就绪。机器可能过忙；请查看 {log} 后重试：\n{last}"
    en = "Asterisk was not ready within {seconds} s. The machine may be overloaded; see {log}, then try again:\n{last}"
    retry = True


class WillNotStop(EmbeddedError):
    code = "pbx.embedded.will-not-stop"
    zh = "进程 {pid} 在 {seconds} 秒内没有结束，强制结束也无效。请由系统管理员检查该进程。"
    en = (
        "Process {pid} did not end within {seconds} s, even when killed. Ask the machine's administrator to look at it."
    )


class NoParentTie(EmbeddedError):
    code = "pbx.embedded.no-tie"
    zh = "不能保证 Asterisk 随网关一起结束:{reason}。请安装 util-linux,或用 ivr pbx start 单独启动。"
    en = "Asterisk could outlive the gateway: {reason}. Install util-linux, or start it on its own with ivr pbx start."


class BadSettings(EmbeddedError):
    code = "pbx.embedded.settings"
    zh = "设置 {field} 不能用：{reason}。"
    en = "The setting {field} cannot be used: {reason}."

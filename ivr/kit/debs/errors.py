"""What can go wrong between a package's name and a program that runs; each says what to do."""

from ivr.kit.errors import GatewayError


class DebsError(GatewayError):
    """Packages could not be fetched or unpacked; nothing that worked before is changed."""

    code = "debs"
    zh = "软件包处理失败：{reason}"
    en = "The packages could not be set up: {reason}"


class NoPackageTools(DebsError):
    code = "debs.no-tools"
    zh = "本机缺少 {programs}。请在 Debian 或 Ubuntu 上运行，或自行安装所需程序（{packages}）并放入 PATH。"
    en = "This machine has no {programs}. Run on Debian or Ubuntu, or install {packages} yourself so that PATH has it."


class UnsupportedMachine(DebsError):
    code = "debs.machine"
    zh = "不支持处理器 {machine}：只支持 {supported}。请换用这些处理器的机器，或自行安装所需程序。"
    en = "The processor {machine} is not supported, only {supported}. Use such a machine, or install it yourself."


class UnknownDistribution(DebsError):
    code = "debs.distribution"
    zh = "本系统是 {distribution}，只认识 Debian 与 Ubuntu。请自行安装所需程序并放入 PATH。"
    en = "This system is {distribution}; only Debian and Ubuntu are known. Install the programs yourself, on PATH."


class NoMirror(DebsError):
    code = "debs.no-mirror"
    zh = "在 {folder} 中找不到 {distribution} 自身的软件源。请先让本机的 apt-get update 可用。"
    en = "{folder} names no mirror of {distribution} itself. Make apt-get update work on this machine first."


class Unreachable(DebsError):
    code = "debs.unreachable"
    zh = "无法连接软件源。请检查网络与代理后重试，已下载的部分会保留。apt 报告：{reason}"
    en = "The mirror cannot be reached. Check network and proxy, then run it again; nothing is lost. apt says: {reason}"
    retry = True


class NotVerified(DebsError):
    code = "debs.not-verified"
    zh = "软件源的签名未通过验证，已拒绝使用。请安装或更新发行版的密钥环后重试。apt 报告：{reason}"
    en = "The mirror's signature cannot be verified: refused. Renew the distribution's keyring. apt says: {reason}"


class NoSuchPackage(DebsError):
    code = "debs.no-package"
    zh = "{suite} 中没有可安装的软件包。请自行安装 {packages}，或在更新的系统上运行。apt 报告：{reason}"
    en = "{suite} cannot give these packages. Install {packages} yourself, or use a newer system. apt says: {reason}"


class AptFailed(DebsError):
    code = "debs.apt"
    zh = "apt 失败，请按其提示处理后重试：{reason}"
    en = "apt failed; act on what it says, then run it again: {reason}"
    retry = True


class Damaged(DebsError):
    code = "debs.damaged"
    zh = "软件包 {package} 无法解开（{reason}）。请再运行一次，它会重新下载。"
    en = "The package {package} cannot be unpacked ({reason}). Run it again: it is then fetched afresh."
    retry = True


class NoRoom(DebsError):
    code = "debs.no-room"
    zh = "{folder} 所在磁盘空间不足：需要约 {needed} MB，现有 {free} MB。请清理后重试。"
    en = "The disk of {folder} is too full: {needed} MB are needed, {free} MB are free. Make room and run it again."
    retry = True


class UnusableFolder(DebsError):
    code = "debs.folder"
    zh = "不能使用文件夹 {folder}:{reason}。请换一个文件夹或改正其权限。"
    en = "The folder {folder} cannot be used: {reason}. Choose another one or correct its permissions."


class Busy(DebsError):
    code = "debs.busy"
    zh = "另一个程序正在使用 {folder}，等了 {seconds} 秒。请等它结束后重试。"
    en = "Another run has been busy in {folder} for {seconds} seconds. Try again when that one is done."
    retry = True

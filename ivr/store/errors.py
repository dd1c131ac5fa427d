"""What the database refuses, in the gateway's own words: the database's repeat values, which may be personal."""

from ivr.kit.errors import GatewayError


class Clash(GatewayError):
    code = "clash"
    zh = "同一时刻有人登记了相同内容（{what}），本次未作任何更改。请查看后重试。"
    en = "Somebody filed the same thing in the same moment ({what}); nothing was changed. Look at it and try again."
    retry = True


class StoreFailed(GatewayError):
    code = "store-failed"
    zh = "数据库未能完成操作（{what}），未作任何更改。请检查数据库后重试。"
    en = "The database could not do it ({what}); nothing was changed. Check the database and try again."
    retry = True


class Dangling(GatewayError):
    code = "dangling-rows"
    zh = "升级中止：表 {table} 有 {count} 行引用了不存在的记录，未作任何更改。请从备份恢复后再升级。"
    en = "Not upgraded: {count} rows of {table} refer to rows that do not exist. Restore a backup, and upgrade that."

"""Sample documents of the house style, from nothing but made-up words."""

from datetime import UTC, datetime

from reports.paper import Paper, Printed

MOMENT = datetime(2022, 8, 15, 10, 0, tzinfo=UTC)
COUNTIES = ["东川区", "西屏区", "北岭区", "云泉县", "石桥县", "长河县", "南川县", "青泽县"]
FIRST_RATES = [98.85, 98.42, 97.91, 97.26, 96.6, 94.9, 96.59, 94.25]
TRANSFER_RATES = [95.46, 93.6, 94.18, 92.04, 90.9, None, 91.35, 86.19]
FROZEN = {
    "_F0001_listed": "168745",
    "_F0002_first_rate": "97.68%",
    "_F0003_t1_listed": "168745",
    "_F0004_t1_first_rate": "97.68%",
    "_F0005_overdue": "9",
}


def figure(bookmark: str) -> Printed:
    return Printed(FROZEN[bookmark], bookmark)


def briefing(*, demo: bool = True) -> Paper:
    """Every block a briefing has."""
    paper = Paper("不动产“登记难”专项行动监督简报 第12期", made_at=MOMENT, demo=demo)
    paper.masthead(
        "不动产“登记难”专项行动\n监督简报",
        "第12期",
        "中共××市纪律检查委员会　××市监察委员会\n专项行动监督专班",
        "2022年8月15日",
        copy_no="000012",
        secrecy="内部资料 注意保存",
    )
    paper.headline("全市不动产“登记难”专项行动\n8月上半月监督情况")
    paper.text("编者按：本期聚焦责任单位承诺兑现和台账核对，请各责任单位对照清单逐项落实。")
    paper.h1("【本期要点】")
    paper.numbered(
        [
            ("纳入", figure("_F0001_listed"), "套，首登率", figure("_F0002_first_rate"), "，升0.5个百分点。"),
            "承诺186项，办结151项，较上期减3项。",
        ]
    )
    paper.h1("一、总体进展")
    paper.text("各县区进展见表1、图1。")
    headers = ["县区", "纳入（套）", "首登（套）", "首登率", "较上期", "位次", "系统核对"]
    city = ["全市", figure("_F0003_t1_listed"), "164826", figure("_F0004_t1_first_rate"), "＋0.5", "—", "—"]
    rows = [
        [name, "48210", "47655", "98.85%", "＋0.4", str(at), "一致"] for at, name in enumerate(COUNTIES, 1)
    ]
    paper.table(
        headers,
        [city, *rows],
        title="各县区登记进展",
        numeric={1, 2, 3, 4},
        note="注：统计截至2022-08-15 18:00。口径：首登率＝首次登记套数÷纳入套数。",
    )
    paper.bar_chart(
        "各县区首登率与转移登记率",
        COUNTIES,
        {"首登率": FIRST_RATES, "转移登记率": TRANSFER_RATES},
        "%",
        "条形图：8个县区的首登率与转移登记率",
    )
    paper.h1("二、责任落实情况")
    paper.h2("（一）承诺办理")
    paper.h3("1.住房城乡建设部门")
    paper.text("逾期", figure("_F0005_overdue"), "项。\n以上各项由责任单位于8月31日前办结。")
    paper.table(
        ["序号", "责任单位", "事项", "承诺时限", "逾期天数", "灯"],
        [
            [
                "1",
                "住房城乡建设局",
                "补办规划核实手续并完成消防验收备案，按时报送台账",
                "2022-07-30",
                "16",
                "▲红",
            ],
            ["2", "自然资源局", "补签土地出让合同", "2022-08-08", "7", "◆黄"],
            ["3", "税务局", "税费清缴", "2022-08-20", "—", "●蓝"],
            ["4", "城市管理局", "违建处置", "待核", "—", "○无法计算"],
        ],
        numeric={4},
    )
    paper.line_chart(
        "半月信访举报",
        ["7月上", "7月下", "8月上"],
        {"信访举报": [77, 70, 64], "其中：代办高收费": [26, None, 18]},
        "件次",
        "折线图：半月信访举报件次",
    )
    paper.attachments(["逾期事项清单", "代表性案例"])
    paper.annex("附件1", "逾期事项清单")
    paper.table(
        ["序号", "责任单位", "事项", "逾期天数"],
        [[str(at), "自然资源局", "完成首次登记", "16"] for at in range(1, 31)],
        numeric={3},
        note="注：逾期天数按自然日计至统计截至日。",
    )
    paper.imprint(
        up="省纪委监委，市委主要领导。",
        level="市政府领导，专项行动领导小组成员单位。",
        down="各县（区）纪委监委，各派驻机构，各责任单位。",
        printed=40,
        signed_by="×××",
        checked_by="×××",
        drafted_by="×××",
        office="××市纪委监委办公室",
        issued_on="2022年8月15日",
    )
    paper.properties({"snapshot": "S-20220815-01", "figures_sha256": "0" * 64})
    return paper


def letter(*, demo: bool = True) -> Paper:
    """A 督办通知书 with its receipt."""
    paper = Paper("督办通知书", made_at=MOMENT, demo=demo)
    paper.letterhead("中共××市纪律检查委员会", "××纪督〔2022〕12号")
    paper.headline("督办通知书")
    paper.addressee("市住房和城乡建设局：")
    paper.text("你单位承诺事项应于2022年7月30日前办结，截至2022年8月15日尚未办结。现予督办。")
    paper.numbered(["查明逾期原因；", "于2022年8月31日前办结，并报送佐证材料。"])
    paper.attachments(["逾期事项清单"])
    paper.signature("中共××市纪律检查委员会", "2022年8月15日")
    paper.imprint(copied="市政府办公室。", office="××市纪委监委办公室", issued_on="2022年8月15日")
    paper.receipt(
        {"送达文书": "督办通知书", "文号": "××纪督〔2022〕12号", "受送达人（签名）": "", "收到时间": ""}
    )
    return paper


def grid() -> Paper:
    """Three pages of plain characters, three times 22 lines of 28."""
    paper = Paper("版心", made_at=MOMENT, demo=False)
    paper.addressee("监督执纪问责" * (22 * 28 * 3 // 6))
    return paper


def ledger() -> Paper:
    """A wide table on pages turned sideways, between upright ones."""
    measure, rest = "补办规划核实手续，按时报送台账", ["办理中", "文件1份", "▲红", ""]
    paper = Paper("任务清单", made_at=MOMENT, demo=True)
    paper.headline("任务清单")
    paper.text("任务清单见附件。")
    paper.lying_pages()
    paper.table(
        ["序号", "任务", "责任单位", "责任领导", "责任人", "措施", "时限", "进展", "佐证", "灯", "销号意见"],
        [
            [str(at), "完成首次登记", "自然资源局", "分管负责人", "经办人", measure, "2022-08-31", *rest]
            for at in range(1, 31)
        ],
        title="任务清单",
    )
    paper.upright_pages()
    paper.text("以上。")
    return paper

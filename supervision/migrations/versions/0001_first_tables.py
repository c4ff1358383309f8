"""first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.Column("holiday", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    op.create_table(
        "campaigns",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province_code", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("start_basis", sa.String(), nullable=False),
        sa.Column("cutoff_on", sa.Date(), nullable=False),
        sa.Column("cutoff_basis", sa.String(), nullable=False),
        sa.Column("freeze_on", sa.Date(), nullable=False),
        sa.Column("freeze_basis", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("code", name=op.f("uq_campaigns_code")),
    )
    op.create_table(
        "chain_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_head")),
    )
    op.create_table(
        "compound_counts",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=False),
        sa.Column("homes", sa.Integer(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("transfer", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.Integer(), nullable=False),
        sa.Column("area", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("county_code", "compound_number", name=op.f("pk_compound_counts")),
    )
    op.create_table(
        "day_counts",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("transfer", sa.Integer(), nullable=False),
        sa.Column("certificate", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("county_code", "day", name=op.f("pk_day_counts")),
    )
    op.create_table(
        "failed_sign_ins",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("failed_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failed_sign_ins")),
    )
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failed_sign_ins_login"), ["login"], unique=False)

    op.create_table(
        "homes",
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("unit_code", sa.String(length=28), nullable=False),
        sa.Column("compound_number", sa.String(length=40), nullable=True),
        sa.Column("building", sa.String(length=40), nullable=True),
        sa.Column("room", sa.String(length=40), nullable=True),
        sa.Column("area", sa.Integer(), nullable=True),
        sa.Column("usage", sa.String(length=20), nullable=True),
        sa.Column("contract_on", sa.String(length=10), nullable=True),
        sa.Column("first_accepted_at", sa.String(length=19), nullable=True),
        sa.Column("first_booked_at", sa.String(length=19), nullable=True),
        sa.Column("transfer_accepted_at", sa.String(length=19), nullable=True),
        sa.Column("transfer_booked_at", sa.String(length=19), nullable=True),
        sa.Column("certified_on", sa.String(length=10), nullable=True),
        sa.Column("tax_status", sa.String(length=20), nullable=True),
        sa.Column("deferral_basis", sa.String(length=80), nullable=True),
        sa.Column("acceptor", sa.String(length=20), nullable=True),
        sa.Column("reviewer", sa.String(length=20), nullable=True),
        sa.Column("booker", sa.String(length=20), nullable=True),
        sa.Column("window", sa.String(length=20), nullable=True),
        sa.Column("recorded_at", sa.String(length=19), nullable=True),
        sa.Column("buyer", sa.String(length=64), nullable=True),
        sa.Column("acquired_by", sa.String(length=20), nullable=True),
        sa.Column("reviewed_at", sa.String(length=19), nullable=True),
        sa.Column("certificate_no", sa.String(length=60), nullable=True),
        sa.Column("acceptance_no", sa.String(length=80), nullable=True),
        sa.Column("restriction", sa.String(length=20), nullable=True),
        sa.Column("restricted_on", sa.String(length=10), nullable=True),
        sa.Column("released_on", sa.String(length=10), nullable=True),
        sa.Column("override_no", sa.String(length=80), nullable=True),
        sa.Column("agent", sa.String(length=40), nullable=True),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("unit_code", "county_code", name=op.f("pk_homes")),
    )
    with op.batch_alter_table("homes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_homes_county_code_homes_compound_number_homes_building"),
            ["county_code", "compound_number", "building"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_homes_snapshot_id"), ["snapshot_id"], unique=False)

    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=True),
        sa.Column("key_fingerprint", sa.String(), nullable=False),
        sa.Column("recovery_public", sa.LargeBinary(), nullable=False),
        sa.Column("network", sa.String(length=40), nullable=False),
        sa.Column("province_code", sa.String(), nullable=False),
        sa.Column("unit_accounts", sa.Boolean(), nullable=False),
        sa.Column("smallest_told", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "regions",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_regions")),
    )
    op.create_table(
        "rejudgement_draws",
        sa.Column("week_from", sa.Date(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("seeded_at", sa.DateTime(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=True),
        sa.Column("dismissed", sa.Integer(), nullable=True),
        sa.Column("drawn", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejudgement_draws")),
        sa.UniqueConstraint("week_from", name=op.f("uq_rejudgement_draws_week_from")),
    )
    op.create_table(
        "rule_settings",
        sa.Column("rule_code", sa.String(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_settings")),
    )
    with op.batch_alter_table("rule_settings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_settings_rule_code"), ["rule_code"], unique=False)

    op.create_table(
        "scans",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("raised", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("lapsed", sa.Integer(), nullable=False),
        sa.Column("uncomputed", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scans")),
    )
    op.create_table(
        "stored_files",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
    )
    with op.batch_alter_table("stored_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_files_digest"), ["digest"], unique=False)

    op.create_table(
        "uncomputed",
        sa.Column("rule_code", sa.String(), nullable=False),
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uncomputed")),
    )
    with op.batch_alter_table("uncomputed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_uncomputed_county_code"), ["county_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_uncomputed_rule_code"), ["rule_code"], unique=False)

    op.create_table(
        "briefings",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("region_name", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=False),
        sa.Column("figures_digest", sa.String(), nullable=False),
        sa.Column("foreword", sa.String(), nullable=False),
        sa.Column("points", sa.String(), nullable=False),
        sa.Column("problems", sa.String(), nullable=False),
        sa.Column("next_steps", sa.String(), nullable=False),
        sa.Column("sent_up", sa.String(), nullable=False),
        sa.Column("sent_level", sa.String(), nullable=False),
        sa.Column("sent_down", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("issue_year", sa.Integer(), nullable=True),
        sa.Column("issue_no", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(), nullable=True),
        sa.Column("head_number", sa.Integer(), nullable=True),
        sa.Column("head_digest", sa.String(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_briefings_file_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_briefings_region_code")),
        sa.ForeignKeyConstraint(["scan_id"], ["stored_files.id"], name=op.f("fk_briefings_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefings")),
        sa.UniqueConstraint(
            "region_code",
            "kind",
            "edition",
            "issue_year",
            "issue_no",
            name=op.f("uq_briefings_region_code_kind_edition_issue_year_issue_no"),
        ),
    )
    with op.batch_alter_table("briefings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_briefings_region_code"), ["region_code"], unique=False)

    op.create_table(
        "clue_alert_choices",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("local_table", sa.String(length=40), nullable=False),
        sa.Column("by_due_date", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name=op.f("fk_clue_alert_choices_region_code")
        ),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_clue_alert_choices")),
    )
    op.create_table(
        "clue_alert_months",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("lamp", sa.String(length=40), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name=op.f("fk_clue_alert_months_region_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_alert_months")),
        sa.UniqueConstraint(
            "region_code", "stage", "lamp", name=op.f("uq_clue_alert_months_region_code_stage_lamp")
        ),
    )
    op.create_table(
        "number_prefixes",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name=op.f("fk_number_prefixes_region_code")
        ),
        sa.PrimaryKeyConstraint("region_code", name=op.f("pk_number_prefixes")),
    )
    op.create_table(
        "periodic_papers",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("office_name", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_periodic_papers_file_id")),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name=op.f("fk_periodic_papers_region_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periodic_papers")),
        sa.UniqueConstraint("number", name=op.f("uq_periodic_papers_number")),
    )
    with op.batch_alter_table("periodic_papers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_periodic_papers_region_code"), ["region_code"], unique=False)

    op.create_table(
        "rule_runs",
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("rule_code", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("uncomputed", sa.Integer(), nullable=False),
        sa.Column("failed", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scan_id"], ["scans.id"], name=op.f("fk_rule_runs_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_runs")),
    )
    with op.batch_alter_table("rule_runs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_runs_rule_code"), ["rule_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_rule_runs_scan_id"), ["scan_id"], unique=False)

    op.create_table(
        "told_numbers",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_told_numbers_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_numbers")),
        sa.UniqueConstraint(
            "region_code",
            "start_on",
            "end_on",
            "part",
            name=op.f("uq_told_numbers_region_code_start_on_end_on_part"),
        ),
    )
    op.create_table(
        "units",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("duty", sa.String(), nullable=True),
        sa.Column("leader", sa.String(), nullable=True),
        sa.Column("leader_post", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_units_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("region_code", "name", name=op.f("uq_units_region_code_name")),
    )
    op.create_table(
        "consents",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("covers", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_consents_region_code")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_consents_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_consents_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "explanations",
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("shortfall", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefings.id"], name=op.f("fk_explanations_briefing_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_explanations_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_explanations")),
    )
    with op.batch_alter_table("explanations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_explanations_briefing_id"), ["briefing_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_explanations_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "frozen_figures",
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("amount", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("region_name", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefings.id"], name=op.f("fk_frozen_figures_briefing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_figures")),
        sa.UniqueConstraint("briefing_id", "place", name=op.f("uq_frozen_figures_briefing_id_place")),
    )
    op.create_table(
        "officers",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("batch", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_officers_region_code")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_officers_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officers")),
        sa.UniqueConstraint("login", name=op.f("uq_officers_login")),
    )
    op.create_table(
        "overdue_items",
        sa.Column("briefing_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("leader", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("days_over", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefings.id"], name=op.f("fk_overdue_items_briefing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_overdue_items")),
    )
    with op.batch_alter_table("overdue_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overdue_items_briefing_id"), ["briefing_id"], unique=False)

    op.create_table(
        "assignments",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("office_name", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("acknowledge_due_on", sa.Date(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_assignments_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_assignments_file_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_assignments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
    )
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignments_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "column_meanings",
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("shape", sa.String(length=40), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("taught_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_column_meanings_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_meanings")),
        sa.UniqueConstraint("sender", "shape", "header", name=op.f("uq_column_meanings_sender_shape_header")),
    )
    op.create_table(
        "complaints",
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_number", sa.String(), nullable=True),
        sa.Column("slip", sa.String(), nullable=True),
        sa.Column("redacted_on", sa.Date(), nullable=True),
        sa.Column("sealed_marks", sa.LargeBinary(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("jurisdiction", sa.String(length=40), nullable=False),
        sa.Column("passed_to", sa.String(), nullable=True),
        sa.Column("receipt_no", sa.String(), nullable=True),
        sa.Column("duplicate_of_id", sa.Integer(), nullable=True),
        sa.Column("accused_unit_id", sa.Integer(), nullable=True),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("finding", sa.String(length=40), nullable=True),
        sa.Column("sealed_outcome", sa.LargeBinary(), nullable=True),
        sa.Column("return_reason", sa.String(length=40), nullable=True),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("identity", sa.String(length=40), nullable=False),
        sa.Column("limit_code", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("notice_by", sa.String(length=40), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("parts_due_on", sa.Date(), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("feedback_due_on", sa.Date(), nullable=True),
        sa.Column("fed_back_on", sa.Date(), nullable=True),
        sa.Column("paused", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_summary", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accused_unit_id"], ["units.id"], name=op.f("fk_complaints_accused_unit_id")
        ),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_complaints_county_code")),
        sa.ForeignKeyConstraint(
            ["duplicate_of_id"], ["complaints.id"], name=op.f("fk_complaints_duplicate_of_id")
        ),
        sa.ForeignKeyConstraint(["handler_id"], ["officers.id"], name=op.f("fk_complaints_handler_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_complaints_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaints")),
        sa.UniqueConstraint("number", name=op.f("uq_complaints_number")),
        sa.UniqueConstraint("slip", name=op.f("uq_complaints_slip")),
    )
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.create_index(
            "ix_complaints_seen", ["region_code", "handler_id", "accused_unit_id"], unique=False
        )

    op.create_table(
        "credentials",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_credentials_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
    )
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_credentials_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_drafts_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("mark", name=op.f("uq_drafts_mark")),
    )
    op.create_table(
        "due_notices",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_due_notices_officer_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_due_notices_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_notices")),
        sa.UniqueConstraint(
            "officer_id",
            "kind",
            "subject_id",
            "tier",
            "due_on",
            name=op.f("uq_due_notices_officer_id_kind_subject_id_tier_due_on"),
        ),
    )
    with op.batch_alter_table("due_notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_due_notices_region_code"), ["region_code"], unique=False)

    op.create_table(
        "exports",
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("collected_at", sa.DateTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_exports_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_exports_token_digest")),
    )
    op.create_table(
        "frozen_lists",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_frozen_lists_by_id")),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_frozen_lists_county_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_lists")),
        sa.UniqueConstraint("county_code", name=op.f("uq_frozen_lists_county_code")),
    )
    op.create_table(
        "hand_offs",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("envelope_no", sa.String(), nullable=False),
        sa.Column("jurisdiction", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("handed_to", sa.String(length=40), nullable=True),
        sa.Column("handed_at", sa.DateTime(), nullable=True),
        sa.Column("receipt_no", sa.String(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("handed_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["handed_by_id"], ["officers.id"], name=op.f("fk_hand_offs_handed_by_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_hand_offs_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_offs")),
        sa.UniqueConstraint("number", name=op.f("uq_hand_offs_number")),
    )
    op.create_table(
        "handings_on",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("leaver_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("handed_at", sa.DateTime(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_handings_on_by_id")),
        sa.ForeignKeyConstraint(["leaver_id"], ["officers.id"], name=op.f("fk_handings_on_leaver_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_handings_on_region_code")),
        sa.ForeignKeyConstraint(["to_id"], ["officers.id"], name=op.f("fk_handings_on_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handings_on")),
    )
    with op.batch_alter_table("handings_on", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handings_on_leaver_id"), ["leaver_id"], unique=False)

    op.create_table(
        "history",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("note_mark", sa.String(), nullable=False),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_history_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sa.UniqueConstraint("number", name=op.f("uq_history_number")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_history_kind_history_subject_id"), ["kind", "subject_id"], unique=False
        )

    op.create_table(
        "imports",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("rejected_file_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_imports_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_imports_file_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_imports_region_code")),
        sa.ForeignKeyConstraint(
            ["rejected_file_id"], ["stored_files.id"], name=op.f("fk_imports_rejected_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_table(
        "job_runs",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("scheduled_for", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_job_runs_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_runs")),
        sa.UniqueConstraint("job", "scheduled_for", name=op.f("uq_job_runs_job_scheduled_for")),
    )
    op.create_table(
        "key_pairs",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_key_pairs_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_pairs")),
        sa.UniqueConstraint("officer_id", name=op.f("uq_key_pairs_officer_id")),
    )
    op.create_table(
        "looked_lists",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("end_on", sa.Date(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("seen_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_looked_lists_region_code")),
        sa.ForeignKeyConstraint(["seen_by_id"], ["officers.id"], name=op.f("fk_looked_lists_seen_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looked_lists")),
        sa.UniqueConstraint("region_code", "start_on", name=op.f("uq_looked_lists_region_code_start_on")),
    )
    op.create_table(
        "pauses",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("limit_code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_pauses_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
    )
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pauses_kind_pauses_subject_id"), ["kind", "subject_id"], unique=False
        )

    op.create_table(
        "posts",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_posts_officer_id")),
        sa.PrimaryKeyConstraint("officer_id", "role", name=op.f("pk_posts")),
    )
    op.create_table(
        "sign_ins",
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("acted_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_sign_ins_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_sign_ins_token_digest")),
    )
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_ins_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "snapshots",
        sa.Column("shape", sa.String(length=40), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("fields", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(), nullable=False),
        sa.Column("rows_in", sa.Integer(), nullable=False),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("rejected_file_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_snapshots_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_snapshots_file_id")),
        sa.ForeignKeyConstraint(
            ["rejected_file_id"], ["stored_files.id"], name=op.f("fk_snapshots_rejected_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["officers.id"], name=op.f("fk_snapshots_withdrawn_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshots")),
    )
    op.create_table(
        "stamped_papers",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_stamped_papers_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_stamped_papers_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamped_papers")),
    )
    op.create_table(
        "web_batches",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("begun_by_id", sa.Integer(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_header", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["begun_by_id"], ["officers.id"], name=op.f("fk_web_batches_begun_by_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_web_batches_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_batches")),
        sa.UniqueConstraint("token", name=op.f("uq_web_batches_token")),
    )
    op.create_table(
        "accused",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("rank", sa.String(length=40), nullable=False),
        sa.Column("jurisdiction", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=True),
        sa.Column("known_as", sa.String(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("limit_code", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("passed_on", sa.Date(), nullable=True),
        sa.Column("passed_to", sa.String(), nullable=True),
        sa.Column("receipt_no", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_accused_complaint_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_accused_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accused")),
        sa.UniqueConstraint("complaint_id", "place", name=op.f("uq_accused_complaint_id_place")),
    )
    with op.batch_alter_table("accused", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accused_known_as"), ["known_as"], unique=False)

    op.create_table(
        "admissions",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("let_in_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_admissions_by_id")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_admissions_complaint_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_admissions_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admissions")),
        sa.UniqueConstraint("reference", name=op.f("uq_admissions_reference")),
    )
    with op.batch_alter_table("admissions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_admissions_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_admissions_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "arrangements",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("window", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_arrangements_county_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_arrangements_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrangements")),
        sa.UniqueConstraint(
            "county_code",
            "kind",
            "window",
            "operator",
            "from_on",
            name=op.f("uq_arrangements_county_code_kind_window_operator_from_on"),
        ),
    )
    op.create_table(
        "attachments",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("copied", sa.Boolean(), nullable=False),
        sa.Column("traces", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("kept_by_id", sa.Integer(), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_attachments_complaint_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["kept_by_id"], ["officers.id"], name=op.f("fk_attachments_kept_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint("token", name=op.f("uq_attachments_token")),
    )
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachments_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "charges",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=False),
        sa.Column("collector", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payers", sa.Integer(), nullable=True),
        sa.Column("collected", sa.BigInteger(), nullable=True),
        sa.Column("remitted", sa.BigInteger(), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=True),
        sa.Column("standard", sa.BigInteger(), nullable=True),
        sa.Column("collected_on", sa.Date(), nullable=True),
        sa.Column("remitted_on", sa.Date(), nullable=True),
        sa.Column("arrangement", sa.String(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_charges_county_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_charges_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charges")),
        sa.UniqueConstraint(
            "county_code",
            "compound_number",
            "collector",
            "kind",
            name=op.f("uq_charges_county_code_compound_number_collector_kind"),
        ),
    )
    op.create_table(
        "clarifications",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(length=40), nullable=False),
        sa.Column("manner", sa.String(length=40), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("letter_no", sa.String(), nullable=True),
        sa.Column("cleared_on", sa.Date(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_clarifications_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name=op.f("fk_clarifications_region_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarifications")),
        sa.UniqueConstraint("number", name=op.f("uq_clarifications_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_clarifications_reference")),
    )
    op.create_table(
        "clues",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_number", sa.String(), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("jurisdiction", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=True),
        sa.Column("county_code", sa.String(), nullable=True),
        sa.Column("compound_number", sa.String(), nullable=True),
        sa.Column("leadership", sa.String(length=40), nullable=True),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("result_wanted", sa.Boolean(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("reported_no", sa.String(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("disposal_reported_no", sa.String(), nullable=True),
        sa.Column("disposal_reported_on", sa.Date(), nullable=True),
        sa.Column("gone_no", sa.String(), nullable=True),
        sa.Column("gone_on", sa.Date(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("sealed_accused", sa.LargeBinary(), nullable=True),
        sa.Column("known_as", sa.String(), nullable=True),
        sa.Column("accused_unit_id", sa.Integer(), nullable=True),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("handler_id", sa.Integer(), nullable=True),
        sa.Column("limit_code", sa.String(), nullable=True),
        sa.Column("paused", sa.String(), nullable=True),
        sa.Column("clock_from", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_summary", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["accused_unit_id"], ["units.id"], name=op.f("fk_clues_accused_unit_id")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_clues_complaint_id")),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_clues_county_code")),
        sa.ForeignKeyConstraint(["handler_id"], ["officers.id"], name=op.f("fk_clues_handler_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_clues_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clues")),
        sa.UniqueConstraint("number", name=op.f("uq_clues_number")),
    )
    with op.batch_alter_table("clues", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clues_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_known_as"), ["known_as"], unique=False)
        batch_op.create_index(batch_op.f("ix_clues_region_code"), ["region_code"], unique=False)

    op.create_table(
        "commitments",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_guessed", sa.Boolean(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(length=40), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("leader", sa.String(), nullable=True),
        sa.Column("handler", sa.String(), nullable=True),
        sa.Column("measures", sa.String(), nullable=True),
        sa.Column("evidence_required", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("acknowledge_due_on", sa.Date(), nullable=True),
        sa.Column("acknowledged_on", sa.Date(), nullable=True),
        sa.Column("verified_amount", sa.Integer(), nullable=True),
        sa.Column("looked_back_on", sa.Date(), nullable=True),
        sa.Column("held_because", sa.String(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("acknowledgement_id", sa.Integer(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["acknowledgement_id"], ["stamped_papers.id"], name=op.f("fk_commitments_acknowledgement_id")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_commitments_assignment_id")
        ),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_commitments_region_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_commitments_snapshot_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_commitments_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_commitments_region_code"), ["region_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_commitments_snapshot_id"), ["snapshot_id"], unique=False)
        batch_op.create_index(
            "uq_commitments_unit_id_number",
            ["unit_id", "number"],
            unique=True,
            sqlite_where=sa.text("status <> 'withdrawn'"),
            postgresql_where=sa.text("status <> 'withdrawn'"),
        )

    op.create_table(
        "complaint_readings",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("first_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_complaint_readings_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_complaint_readings_officer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_readings")),
        sa.UniqueConstraint(
            "complaint_id",
            "officer_id",
            "read_on",
            name=op.f("uq_complaint_readings_complaint_id_officer_id_read_on"),
        ),
    )
    with op.batch_alter_table("complaint_readings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_complaint_readings_complaint_id"), ["complaint_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_complaint_readings_read_on"), ["read_on"], unique=False)

    op.create_table(
        "compounds",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=True),
        sa.Column("developer", sa.String(), nullable=True),
        sa.Column("land_type", sa.String(), nullable=True),
        sa.Column("usage", sa.String(), nullable=True),
        sa.Column("approved_homes", sa.Integer(), nullable=True),
        sa.Column("buildings", sa.Integer(), nullable=True),
        sa.Column("included", sa.Boolean(), nullable=True),
        sa.Column("included_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("approval_no", sa.String(), nullable=True),
        sa.Column("causes", sa.String(), nullable=True),
        sa.Column("first_sold_on", sa.Date(), nullable=True),
        sa.Column("occupied_on", sa.Date(), nullable=True),
        sa.Column("lead_leader", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("land_no", sa.String(), nullable=True),
        sa.Column("built_on", sa.Date(), nullable=True),
        sa.Column("approved_area", sa.Integer(), nullable=True),
        sa.Column("planning_no", sa.String(), nullable=True),
        sa.Column("declaration_no", sa.String(), nullable=True),
        sa.Column("excluded_because", sa.String(), nullable=True),
        sa.Column("entered_by", sa.String(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_compounds_county_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_compounds_snapshot_id")),
        sa.PrimaryKeyConstraint("county_code", "number", name=op.f("pk_compounds")),
    )
    with op.batch_alter_table("compounds", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_compounds_county_code_compounds_street"), ["county_code", "street"], unique=False
        )

    op.create_table(
        "contacts",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("countersigned_at", sa.DateTime(), nullable=True),
        sa.Column("sealed_answer", sa.LargeBinary(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["officers.id"], name=op.f("fk_contacts_answered_by_id")),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_contacts_by_id")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_contacts_complaint_id")),
        sa.ForeignKeyConstraint(["second_id"], ["officers.id"], name=op.f("fk_contacts_second_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("complaint_id", "place", name=op.f("uq_contacts_complaint_id_place")),
    )
    op.create_table(
        "counted_as",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_counted_as_complaint_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_counted_as_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_as")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_counted_as_complaint_id")),
    )
    with op.batch_alter_table("counted_as", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counted_as_counted_on"), ["counted_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_counted_as_region_code"), ["region_code"], unique=False)

    op.create_table(
        "declarations",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=True),
        sa.Column("compound_name", sa.String(), nullable=True),
        sa.Column("building", sa.String(), nullable=True),
        sa.Column("homes", sa.Integer(), nullable=True),
        sa.Column("declared_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_declarations_county_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_declarations_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declarations")),
        sa.UniqueConstraint("county_code", "number", name=op.f("uq_declarations_county_code_number")),
    )
    op.create_table(
        "deferrals",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("approver", sa.String(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_deferrals_county_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_deferrals_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deferrals")),
        sa.UniqueConstraint(
            "county_code",
            "compound_number",
            "number",
            name=op.f("uq_deferrals_county_code_compound_number_number"),
        ),
    )
    op.create_table(
        "earlier_homes",
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("county_code", sa.String(length=6), nullable=False),
        sa.Column("unit_code", sa.String(length=28), nullable=False),
        sa.Column("compound_number", sa.String(length=40), nullable=True),
        sa.Column("building", sa.String(length=40), nullable=True),
        sa.Column("room", sa.String(length=40), nullable=True),
        sa.Column("area", sa.Integer(), nullable=True),
        sa.Column("usage", sa.String(length=20), nullable=True),
        sa.Column("contract_on", sa.String(length=10), nullable=True),
        sa.Column("first_accepted_at", sa.String(length=19), nullable=True),
        sa.Column("first_booked_at", sa.String(length=19), nullable=True),
        sa.Column("transfer_accepted_at", sa.String(length=19), nullable=True),
        sa.Column("transfer_booked_at", sa.String(length=19), nullable=True),
        sa.Column("certified_on", sa.String(length=10), nullable=True),
        sa.Column("tax_status", sa.String(length=20), nullable=True),
        sa.Column("deferral_basis", sa.String(length=80), nullable=True),
        sa.Column("acceptor", sa.String(length=20), nullable=True),
        sa.Column("reviewer", sa.String(length=20), nullable=True),
        sa.Column("booker", sa.String(length=20), nullable=True),
        sa.Column("window", sa.String(length=20), nullable=True),
        sa.Column("recorded_at", sa.String(length=19), nullable=True),
        sa.Column("buyer", sa.String(length=64), nullable=True),
        sa.Column("acquired_by", sa.String(length=20), nullable=True),
        sa.Column("reviewed_at", sa.String(length=19), nullable=True),
        sa.Column("certificate_no", sa.String(length=60), nullable=True),
        sa.Column("acceptance_no", sa.String(length=80), nullable=True),
        sa.Column("restriction", sa.String(length=20), nullable=True),
        sa.Column("restricted_on", sa.String(length=10), nullable=True),
        sa.Column("released_on", sa.String(length=10), nullable=True),
        sa.Column("override_no", sa.String(length=80), nullable=True),
        sa.Column("agent", sa.String(length=40), nullable=True),
        sa.Column("returned", sa.Integer(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["snapshots.id"], name=op.f("fk_earlier_homes_changed_by")),
        sa.PrimaryKeyConstraint("changed_by", "unit_code", "county_code", name=op.f("pk_earlier_homes")),
    )
    with op.batch_alter_table("earlier_homes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_earlier_homes_snapshot_id_earlier_homes_changed_by"),
            ["snapshot_id", "changed_by"],
            unique=False,
        )

    op.create_table(
        "earlier_values",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name=op.f("fk_earlier_values_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_values")),
    )
    with op.batch_alter_table("earlier_values", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_earlier_values_snapshot_id"), ["snapshot_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_earlier_values_table_earlier_values_key"), ["table", "key"], unique=False
        )

    op.create_table(
        "false_accusations",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("approved_level", sa.String(length=40), nullable=True),
        sa.Column("approved_by_body", sa.String(), nullable=True),
        sa.Column("approval_no", sa.String(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_false_accusations_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["officers.id"], name=op.f("fk_false_accusations_entered_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name=op.f("fk_false_accusations_region_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_false_accusations")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_false_accusations_complaint_id")),
        sa.UniqueConstraint("number", name=op.f("uq_false_accusations_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_false_accusations_reference")),
    )
    op.create_table(
        "flags",
        sa.Column("rule_code", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("evidence_digest", sa.String(), nullable=False),
        sa.Column("later", sa.JSON(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("pattern", sa.Boolean(), nullable=False),
        sa.Column("pattern_id", sa.Integer(), nullable=True),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("derived_from_complaint", sa.Boolean(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("lapsed_at", sa.DateTime(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("self_reported", sa.Boolean(), nullable=False),
        sa.Column("self_report_no", sa.String(), nullable=True),
        sa.Column("weighed", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.Column("judged_at", sa.DateTime(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("request", sa.String(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("slip_id", sa.Integer(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply_text", sa.String(), nullable=True),
        sa.Column("excepted_until", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("reply_paper_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into_id"], ["flags.id"], name=op.f("fk_flags_merged_into_id")),
        sa.ForeignKeyConstraint(["pattern_id"], ["flags.id"], name=op.f("fk_flags_pattern_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_flags_region_code")),
        sa.ForeignKeyConstraint(
            ["reply_paper_id"], ["stamped_papers.id"], name=op.f("fk_flags_reply_paper_id")
        ),
        sa.ForeignKeyConstraint(["slip_id"], ["stored_files.id"], name=op.f("fk_flags_slip_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_flags_snapshot_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_flags_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
    )
    with op.batch_alter_table("flags", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_flags_county_code_flags_status"), ["county_code", "status"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_flags_pattern_id"), ["pattern_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_flags_rule_code_flags_county_code_flags_subject"),
            ["rule_code", "county_code", "subject"],
            unique=False,
        )

    op.create_table(
        "frozen_compounds",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("approved_homes", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["frozen_lists.id"], name=op.f("fk_frozen_compounds_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_compounds")),
        sa.UniqueConstraint("county_code", "number", name=op.f("uq_frozen_compounds_county_code_number")),
    )
    with op.batch_alter_table("frozen_compounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_frozen_compounds_list_id"), ["list_id"], unique=False)

    op.create_table(
        "imported_sheets",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("shape", sa.String(length=40), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows_in", sa.Integer(), nullable=False),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("examples", sa.JSON(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name=op.f("fk_imported_sheets_import_id")),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name=op.f("fk_imported_sheets_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_sheets")),
    )
    op.create_table(
        "informants",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("for_envelopes", sa.LargeBinary(), nullable=False),
        sa.Column("reporter", sa.String(), nullable=False),
        sa.Column("reporter_by_id", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_informants_complaint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_informants")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_informants_complaint_id")),
    )
    with op.batch_alter_table("informants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_informants_reporter"), ["reporter"], unique=False)
        batch_op.create_index(batch_op.f("ix_informants_reporter_by_id"), ["reporter_by_id"], unique=False)

    op.create_table(
        "meddlings",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=True),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_meddlings_complaint_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["officers.id"], name=op.f("fk_meddlings_entered_by_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_meddlings_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meddlings")),
        sa.UniqueConstraint("number", name=op.f("uq_meddlings_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_meddlings_reference")),
    )
    with op.batch_alter_table("meddlings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meddlings_known_as"), ["known_as"], unique=False)

    op.create_table(
        "narrowings",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("narrowed_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_narrowings_by_id")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_narrowings_complaint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narrowings")),
        sa.UniqueConstraint("reference", name=op.f("uq_narrowings_reference")),
    )
    with op.batch_alter_table("narrowings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_narrowings_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "node_steps",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=True),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("waiting_for", sa.String(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_node_steps_county_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_node_steps_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_node_steps")),
        sa.UniqueConstraint(
            "county_code",
            "item",
            "department",
            "received_on",
            name=op.f("uq_node_steps_county_code_item_department_received_on"),
        ),
    )
    op.create_table(
        "openings",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("identity", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asker_id"], ["officers.id"], name=op.f("fk_openings_asker_id")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_openings_complaint_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_openings_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
        sa.UniqueConstraint("number", name=op.f("uq_openings_number")),
        sa.UniqueConstraint("reference", name=op.f("uq_openings_reference")),
    )
    op.create_table(
        "periodic_items",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_periodic_items_complaint_id")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["periodic_papers.id"], name=op.f("fk_periodic_items_paper_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periodic_items")),
        sa.UniqueConstraint("paper_id", "complaint_id", name=op.f("uq_periodic_items_paper_id_complaint_id")),
    )
    with op.batch_alter_table("periodic_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_periodic_items_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "progress_reports",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=True),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("transfer", sa.Integer(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("stated_first_rate", sa.Double(), nullable=True),
        sa.Column("stated_transfer_rate", sa.Double(), nullable=True),
        sa.Column("reporter", sa.String(), nullable=True),
        sa.Column("sent_at", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("by_phone", sa.Boolean(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("supersedes_id", sa.Integer(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["county_code"], ["regions.code"], name=op.f("fk_progress_reports_county_code")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name=op.f("fk_progress_reports_snapshot_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["progress_reports.id"], name=op.f("fk_progress_reports_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_reports")),
    )
    with op.batch_alter_table("progress_reports", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_progress_reports_county_code_progress_reports_as_of"),
            ["county_code", "as_of"],
            unique=False,
        )

    op.create_table(
        "recusals",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("declared_at", sa.DateTime(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_recusals_by_id")),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_recusals_complaint_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_recusals_officer_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_recusals_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusals")),
        sa.UniqueConstraint("reference", name=op.f("uq_recusals_reference")),
    )
    with op.batch_alter_table("recusals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recusals_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "redactions",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("masks", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_redactions_complaint_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["officers.id"], name=op.f("fk_redactions_confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redactions")),
    )
    with op.batch_alter_table("redactions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_redactions_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "relations",
        sa.Column("county_code", sa.String(), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("of", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=True),
        sa.Column("buyer", sa.String(length=64), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["county_code"], ["regions.code"], name=op.f("fk_relations_county_code")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"], name=op.f("fk_relations_snapshot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relations")),
        sa.UniqueConstraint(
            "county_code", "side", "of", "buyer", name=op.f("uq_relations_county_code_side_of_buyer")
        ),
    )
    with op.batch_alter_table("relations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relations_buyer"), ["buyer"], unique=False)

    op.create_table(
        "staff_matters",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("known_as", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaints.id"],
            name=op.f("fk_staff_matters_complaint_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_staff_matters_region_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_matters")),
        sa.UniqueConstraint("complaint_id", "known_as", name=op.f("uq_staff_matters_complaint_id_known_as")),
    )
    with op.batch_alter_table("staff_matters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_matters_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_staff_matters_known_as"), ["known_as"], unique=False)

    op.create_table(
        "tracings",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(length=40), nullable=False),
        sa.Column("approved_by", sa.String(length=40), nullable=False),
        sa.Column("approval_no", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_tracings_complaint_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["officers.id"], name=op.f("fk_tracings_entered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracings")),
    )
    with op.batch_alter_table("tracings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tracings_complaint_id"), ["complaint_id"], unique=False)

    op.create_table(
        "web_rows",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=True),
        sa.Column("sealed_cells", sa.LargeBinary(), nullable=True),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["web_batches.id"], name=op.f("fk_web_rows_batch_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_web_rows_complaint_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_rows")),
        sa.UniqueConstraint("batch_id", "place", name=op.f("uq_web_rows_batch_id_place")),
    )
    op.create_table(
        "words_grants",
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("let_in_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("sealed_words", sa.LargeBinary(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_words_grants_by_id")),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaints.id"], name=op.f("fk_words_grants_complaint_id")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_words_grants_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_words_grants")),
        sa.UniqueConstraint("reference", name=op.f("uq_words_grants_reference")),
    )
    with op.batch_alter_table("words_grants", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_words_grants_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_words_grants_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "clue_recusals",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("clue_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clue_id"], ["clues.id"], name=op.f("fk_clue_recusals_clue_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name=op.f("fk_clue_recusals_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clue_recusals")),
        sa.UniqueConstraint("officer_id", "clue_id", name=op.f("uq_clue_recusals_officer_id_clue_id")),
    )
    with op.batch_alter_table("clue_recusals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clue_recusals_officer_id"), ["officer_id"], unique=False)

    op.create_table(
        "commitment_progress",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("snapshot_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["officers.id"], name=op.f("fk_commitment_progress_by_id")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name=op.f("fk_commitment_progress_commitment_id")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["stamped_papers.id"], name=op.f("fk_commitment_progress_paper_id")
        ),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshots.id"], name=op.f("fk_commitment_progress_snapshot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_progress")),
    )
    with op.batch_alter_table("commitment_progress", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitment_progress_commitment_id"), ["commitment_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_commitment_progress_snapshot_id"), ["snapshot_id"], unique=False)

    op.create_table(
        "disposals",
        sa.Column("clue_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("minutes_no", sa.String(), nullable=True),
        sa.Column("studied_on", sa.Date(), nullable=True),
        sa.Column("endorsed_on", sa.Date(), nullable=True),
        sa.Column("endorsed_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("talk_kind", sa.String(length=40), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("form", sa.String(length=40), nullable=True),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("sealed_opinion", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_study", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_endorsement", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_approval", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_finding", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["officers.id"], name=op.f("fk_disposals_approved_by_id")
        ),
        sa.ForeignKeyConstraint(["clue_id"], ["clues.id"], name=op.f("fk_disposals_clue_id")),
        sa.ForeignKeyConstraint(
            ["endorsed_by_id"], ["officers.id"], name=op.f("fk_disposals_endorsed_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["officers.id"], name=op.f("fk_disposals_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposals")),
        sa.UniqueConstraint("clue_id", "sequence", name=op.f("uq_disposals_clue_id_sequence")),
    )
    op.create_table(
        "disputes",
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name=op.f("fk_disputes_commitment_id")
        ),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"], name=op.f("fk_disputes_complaint_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_disputes_region_code")),
        sa.ForeignKeyConstraint(["report_id"], ["progress_reports.id"], name=op.f("fk_disputes_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disputes")),
    )
    with op.batch_alter_table("disputes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disputes_commitment_id"), ["commitment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disputes_complaint_id"), ["complaint_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disputes_report_id"), ["report_id"], unique=False)

    op.create_table(
        "extensions",
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name=op.f("fk_extensions_commitment_id")
        ),
        sa.ForeignKeyConstraint(["paper_id"], ["stamped_papers.id"], name=op.f("fk_extensions_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extensions_commitment_id"), ["commitment_id"], unique=False)

    op.create_table(
        "flag_origins",
        sa.Column("flag_id", sa.Integer(), nullable=False),
        sa.Column("clue_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clue_id"], ["clues.id"], name=op.f("fk_flag_origins_clue_id")),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_flag_origins_flag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_origins")),
        sa.UniqueConstraint("clue_id", name=op.f("uq_flag_origins_clue_id")),
        sa.UniqueConstraint("flag_id", name=op.f("uq_flag_origins_flag_id")),
    )
    op.create_table(
        "hand_overs",
        sa.Column("clue_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=False),
        sa.Column("into_hands_of_id", sa.Integer(), nullable=True),
        sa.Column("sealed_said", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["clue_id"], ["clues.id"], name=op.f("fk_hand_overs_clue_id")),
        sa.ForeignKeyConstraint(
            ["into_hands_of_id"], ["officers.id"], name=op.f("fk_hand_overs_into_hands_of_id")
        ),
        sa.ForeignKeyConstraint(["signed_by_id"], ["officers.id"], name=op.f("fk_hand_overs_signed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_overs")),
        sa.UniqueConstraint("clue_id", "sequence", name=op.f("uq_hand_overs_clue_id_sequence")),
    )
    op.create_table(
        "informant_keys",
        sa.Column("informant_id", sa.Integer(), nullable=False),
        sa.Column("key_pair_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["informant_id"],
            ["informants.id"],
            name=op.f("fk_informant_keys_informant_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["key_pair_id"], ["key_pairs.id"], name=op.f("fk_informant_keys_key_pair_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_informant_keys")),
        sa.UniqueConstraint(
            "informant_id", "key_pair_id", name=op.f("uq_informant_keys_informant_id_key_pair_id")
        ),
    )
    op.create_table(
        "orders",
        sa.Column("office_code", sa.String(), nullable=False),
        sa.Column("office_name", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("requirements", sa.JSON(), nullable=False),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("prefix", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("receiver", sa.String(), nullable=True),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("reply_text", sa.String(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("receipt_id", sa.Integer(), nullable=True),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitments.id"], name=op.f("fk_orders_commitment_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_orders_file_id")),
        sa.ForeignKeyConstraint(["office_code"], ["regions.code"], name=op.f("fk_orders_office_code")),
        sa.ForeignKeyConstraint(["receipt_id"], ["stored_files.id"], name=op.f("fk_orders_receipt_id")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_orders_region_code")),
        sa.ForeignKeyConstraint(["reply_id"], ["stamped_papers.id"], name=op.f("fk_orders_reply_id")),
        sa.ForeignKeyConstraint(["signature_id"], ["stamped_papers.id"], name=op.f("fk_orders_signature_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_orders_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
        sa.UniqueConstraint(
            "office_code", "year", "sequence", name=op.f("uq_orders_office_code_year_sequence")
        ),
    )
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_orders_office_code"), ["office_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_orders_region_code"), ["region_code"], unique=False)
        batch_op.create_index(
            "uq_orders_commitment_id_pending",
            ["commitment_id"],
            unique=True,
            sqlite_where=sa.text("status in ('draft', 'checked', 'signed', 'served', 'replied')"),
            postgresql_where=sa.text("status in ('draft', 'checked', 'signed', 'served', 'replied')"),
        )

    op.create_table(
        "rejudgements",
        sa.Column("flag_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("rule_code", sa.String(), nullable=False),
        sa.Column("opinion", sa.String(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draw_id"], ["rejudgement_draws.id"], name=op.f("fk_rejudgements_draw_id")),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_rejudgements_flag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rejudgements")),
        sa.UniqueConstraint("flag_id", "draw_id", name=op.f("uq_rejudgements_flag_id_draw_id")),
    )
    with op.batch_alter_table("rejudgements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rejudgements_flag_id"), ["flag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rejudgements_rule_code"), ["rule_code"], unique=False)

    op.create_table(
        "samples",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("region_code", sa.String(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("seeded_at", sa.DateTime(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("checksum", sa.String(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_code"], ["regions.code"], name=op.f("fk_samples_region_code")),
        sa.ForeignKeyConstraint(["report_id"], ["progress_reports.id"], name=op.f("fk_samples_report_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_samples_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samples")),
        sa.UniqueConstraint("number", name=op.f("uq_samples_number")),
    )
    op.create_table(
        "evidence_files",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["commitment_progress.id"], name=op.f("fk_evidence_files_entry_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_evidence_files_file_id")),
        sa.PrimaryKeyConstraint("entry_id", "file_id", name=op.f("pk_evidence_files")),
    )
    op.create_table(
        "sampled_homes",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=False),
        sa.Column("compound_number", sa.String(), nullable=True),
        sa.Column("building", sa.String(), nullable=True),
        sa.Column("room", sa.String(), nullable=True),
        sa.Column("besides", sa.Boolean(), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("remark", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["samples.id"], name=op.f("fk_sampled_homes_sample_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sampled_homes")),
        sa.UniqueConstraint("sample_id", "place", name=op.f("uq_sampled_homes_sample_id_place")),
    )


def downgrade() -> None:
    op.drop_table("sampled_homes")
    op.drop_table("evidence_files")
    op.drop_table("samples")
    with op.batch_alter_table("rejudgements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rejudgements_rule_code"))
        batch_op.drop_index(batch_op.f("ix_rejudgements_flag_id"))

    op.drop_table("rejudgements")
    with op.batch_alter_table("orders", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_orders_commitment_id_pending",
            sqlite_where=sa.text("status in ('draft', 'checked', 'signed', 'served', 'replied')"),
            postgresql_where=sa.text("status in ('draft', 'checked', 'signed', 'served', 'replied')"),
        )
        batch_op.drop_index(batch_op.f("ix_orders_region_code"))
        batch_op.drop_index(batch_op.f("ix_orders_office_code"))

    op.drop_table("orders")
    op.drop_table("informant_keys")
    op.drop_table("hand_overs")
    op.drop_table("flag_origins")
    with op.batch_alter_table("extensions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extensions_commitment_id"))

    op.drop_table("extensions")
    with op.batch_alter_table("disputes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_disputes_report_id"))
        batch_op.drop_index(batch_op.f("ix_disputes_complaint_id"))
        batch_op.drop_index(batch_op.f("ix_disputes_commitment_id"))

    op.drop_table("disputes")
    op.drop_table("disposals")
    with op.batch_alter_table("commitment_progress", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_commitment_progress_snapshot_id"))
        batch_op.drop_index(batch_op.f("ix_commitment_progress_commitment_id"))

    op.drop_table("commitment_progress")
    with op.batch_alter_table("clue_recusals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clue_recusals_officer_id"))

    op.drop_table("clue_recusals")
    with op.batch_alter_table("words_grants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_words_grants_officer_id"))
        batch_op.drop_index(batch_op.f("ix_words_grants_complaint_id"))

    op.drop_table("words_grants")
    op.drop_table("web_rows")
    with op.batch_alter_table("tracings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tracings_complaint_id"))

    op.drop_table("tracings")
    with op.batch_alter_table("staff_matters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_matters_known_as"))
        batch_op.drop_index(batch_op.f("ix_staff_matters_complaint_id"))

    op.drop_table("staff_matters")
    with op.batch_alter_table("relations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relations_buyer"))

    op.drop_table("relations")
    with op.batch_alter_table("redactions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_redactions_complaint_id"))

    op.drop_table("redactions")
    with op.batch_alter_table("recusals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recusals_officer_id"))

    op.drop_table("recusals")
    with op.batch_alter_table("progress_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_reports_county_code_progress_reports_as_of"))

    op.drop_table("progress_reports")
    with op.batch_alter_table("periodic_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_periodic_items_complaint_id"))

    op.drop_table("periodic_items")
    op.drop_table("openings")
    op.drop_table("node_steps")
    with op.batch_alter_table("narrowings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_narrowings_complaint_id"))

    op.drop_table("narrowings")
    with op.batch_alter_table("meddlings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meddlings_known_as"))

    op.drop_table("meddlings")
    with op.batch_alter_table("informants", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_informants_reporter_by_id"))
        batch_op.drop_index(batch_op.f("ix_informants_reporter"))

    op.drop_table("informants")
    op.drop_table("imported_sheets")
    with op.batch_alter_table("frozen_compounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_frozen_compounds_list_id"))

    op.drop_table("frozen_compounds")
    with op.batch_alter_table("flags", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_flags_rule_code_flags_county_code_flags_subject"))
        batch_op.drop_index(batch_op.f("ix_flags_pattern_id"))
        batch_op.drop_index(batch_op.f("ix_flags_county_code_flags_status"))

    op.drop_table("flags")
    op.drop_table("false_accusations")
    with op.batch_alter_table("earlier_values", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_earlier_values_table_earlier_values_key"))
        batch_op.drop_index(batch_op.f("ix_earlier_values_snapshot_id"))

    op.drop_table("earlier_values")
    with op.batch_alter_table("earlier_homes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_earlier_homes_snapshot_id_earlier_homes_changed_by"))

    op.drop_table("earlier_homes")
    op.drop_table("deferrals")
    op.drop_table("declarations")
    with op.batch_alter_table("counted_as", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_counted_as_region_code"))
        batch_op.drop_index(batch_op.f("ix_counted_as_counted_on"))

    op.drop_table("counted_as")
    op.drop_table("contacts")
    with op.batch_alter_table("compounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_compounds_county_code_compounds_street"))

    op.drop_table("compounds")
    with op.batch_alter_table("complaint_readings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_complaint_readings_read_on"))
        batch_op.drop_index(batch_op.f("ix_complaint_readings_complaint_id"))

    op.drop_table("complaint_readings")
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_commitments_unit_id_number",
            sqlite_where=sa.text("status <> 'withdrawn'"),
            postgresql_where=sa.text("status <> 'withdrawn'"),
        )
        batch_op.drop_index(batch_op.f("ix_commitments_snapshot_id"))
        batch_op.drop_index(batch_op.f("ix_commitments_region_code"))

    op.drop_table("commitments")
    with op.batch_alter_table("clues", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clues_region_code"))
        batch_op.drop_index(batch_op.f("ix_clues_known_as"))
        batch_op.drop_index(batch_op.f("ix_clues_complaint_id"))

    op.drop_table("clues")
    op.drop_table("clarifications")
    op.drop_table("charges")
    with op.batch_alter_table("attachments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachments_complaint_id"))

    op.drop_table("attachments")
    op.drop_table("arrangements")
    with op.batch_alter_table("admissions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_admissions_officer_id"))
        batch_op.drop_index(batch_op.f("ix_admissions_complaint_id"))

    op.drop_table("admissions")
    with op.batch_alter_table("accused", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_accused_known_as"))

    op.drop_table("accused")
    op.drop_table("web_batches")
    op.drop_table("stamped_papers")
    op.drop_table("snapshots")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_ins_officer_id"))

    op.drop_table("sign_ins")
    op.drop_table("posts")
    with op.batch_alter_table("pauses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pauses_kind_pauses_subject_id"))

    op.drop_table("pauses")
    op.drop_table("looked_lists")
    op.drop_table("key_pairs")
    op.drop_table("job_runs")
    op.drop_table("imports")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_kind_history_subject_id"))

    op.drop_table("history")
    with op.batch_alter_table("handings_on", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_handings_on_leaver_id"))

    op.drop_table("handings_on")
    op.drop_table("hand_offs")
    op.drop_table("frozen_lists")
    op.drop_table("exports")
    with op.batch_alter_table("due_notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_due_notices_region_code"))

    op.drop_table("due_notices")
    op.drop_table("drafts")
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_credentials_officer_id"))

    op.drop_table("credentials")
    with op.batch_alter_table("complaints", schema=None) as batch_op:
        batch_op.drop_index("ix_complaints_seen")

    op.drop_table("complaints")
    op.drop_table("column_meanings")
    with op.batch_alter_table("assignments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignments_unit_id"))

    op.drop_table("assignments")
    with op.batch_alter_table("overdue_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_overdue_items_briefing_id"))

    op.drop_table("overdue_items")
    op.drop_table("officers")
    op.drop_table("frozen_figures")
    with op.batch_alter_table("explanations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_explanations_unit_id"))
        batch_op.drop_index(batch_op.f("ix_explanations_briefing_id"))

    op.drop_table("explanations")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_subject_id"))
        batch_op.drop_index(batch_op.f("ix_consents_region_code"))

    op.drop_table("consents")
    op.drop_table("units")
    op.drop_table("told_numbers")
    with op.batch_alter_table("rule_runs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_runs_scan_id"))
        batch_op.drop_index(batch_op.f("ix_rule_runs_rule_code"))

    op.drop_table("rule_runs")
    with op.batch_alter_table("periodic_papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_periodic_papers_region_code"))

    op.drop_table("periodic_papers")
    op.drop_table("number_prefixes")
    op.drop_table("clue_alert_months")
    op.drop_table("clue_alert_choices")
    with op.batch_alter_table("briefings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_briefings_region_code"))

    op.drop_table("briefings")
    with op.batch_alter_table("uncomputed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_uncomputed_rule_code"))
        batch_op.drop_index(batch_op.f("ix_uncomputed_county_code"))

    op.drop_table("uncomputed")
    with op.batch_alter_table("stored_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_files_digest"))

    op.drop_table("stored_files")
    op.drop_table("scans")
    with op.batch_alter_table("rule_settings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_settings_rule_code"))

    op.drop_table("rule_settings")
    op.drop_table("rejudgement_draws")
    op.drop_table("regions")
    op.drop_table("leases")
    op.drop_table("installation")
    with op.batch_alter_table("homes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_homes_snapshot_id"))
        batch_op.drop_index(batch_op.f("ix_homes_county_code_homes_compound_number_homes_building"))

    op.drop_table("homes")
    with op.batch_alter_table("failed_sign_ins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_sign_ins_login"))

    op.drop_table("failed_sign_ins")
    op.drop_table("day_counts")
    op.drop_table("compound_counts")
    op.drop_table("chain_head")
    op.drop_table("campaigns")
    op.drop_table("calendar_days")

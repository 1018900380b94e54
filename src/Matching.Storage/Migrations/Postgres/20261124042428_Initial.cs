using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Matching.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    UserName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PasswordHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsDemo = table.Column<bool>(type: "boolean", nullable: false),
                    IsDisabled = table.Column<bool>(type: "boolean", nullable: false),
                    FailedSignIns = table.Column<int>(type: "integer", nullable: false),
                    FailingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockedUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.UserName);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tenant = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PreviousHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Library = table.Column<int>(type: "integer", nullable: false),
                    FileName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ContentHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReceivedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    PublishedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Format = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ShapeJson = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RowsRead = table.Column<int>(type: "integer", nullable: false),
                    RowsAccepted = table.Column<int>(type: "integer", nullable: false),
                    RowsUnchanged = table.Column<int>(type: "integer", nullable: false),
                    RowsSuperseded = table.Column<int>(type: "integer", nullable: false),
                    RowsWithdrawn = table.Column<int>(type: "integer", nullable: false),
                    RowsSkipped = table.Column<int>(type: "integer", nullable: false),
                    RowsRejected = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "firms",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Uscc = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsProvisional = table.Column<bool>(type: "boolean", nullable: false),
                    MergedInto = table.Column<long>(type: "bigint", nullable: true),
                    RetiredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangeNumber = table.Column<long>(type: "bigint", nullable: false),
                    NeedsScoring = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_firms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "import_jobs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    RowsDone = table.Column<long>(type: "bigint", nullable: false),
                    RowsTotal = table.Column<long>(type: "bigint", nullable: false),
                    Message = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    UpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    FinishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Worker = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_import_jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "library_records",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sheet = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Row = table.Column<int>(type: "integer", nullable: false),
                    Cells = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Outcome = table.Column<int>(type: "integer", nullable: false),
                    SkipKind = table.Column<int>(type: "integer", nullable: true),
                    Issues = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SameAs = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_library_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "linkages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RecordId = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    FirmId = table.Column<long>(type: "bigint", nullable: false),
                    Rule = table.Column<int>(type: "integer", nullable: false),
                    Band = table.Column<int>(type: "integer", nullable: false),
                    Score = table.Column<double>(type: "double precision", nullable: false),
                    Evidence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_linkages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "normalized_records",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeliveryId = table.Column<Guid>(type: "uuid", nullable: false),
                    Library = table.Column<int>(type: "integer", nullable: false),
                    KeyHash = table.Column<long>(type: "bigint", nullable: false),
                    ContentHash = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    PublishedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PrintedNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApplicationNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Grade = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: true),
                    Batch = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EventOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    AmountCny = table.Column<decimal>(type: "numeric", nullable: true),
                    Field = table.Column<int>(type: "integer", nullable: true),
                    ListRegion = table.Column<int>(type: "integer", nullable: true),
                    More = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RetractedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SupersededBy = table.Column<long>(type: "bigint", nullable: true),
                    WithdrawnOn = table.Column<DateOnly>(type: "date", nullable: true),
                    WithdrawnBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_normalized_records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "number_series",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_number_series", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "point_cards",
                columns: table => new
                {
                    Version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Json = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    InForceFrom = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    InForceUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_point_cards", x => x.Version);
                });

            migrationBuilder.CreateTable(
                name: "pools",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    Office = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    AnnouncementDays = table.Column<int>(type: "integer", nullable: false),
                    ValidMonths = table.Column<int>(type: "integer", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pools", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rank_scores",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FirmId = table.Column<long>(type: "bigint", nullable: false),
                    Scorer = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Baseline = table.Column<decimal>(type: "numeric", nullable: false),
                    Points = table.Column<decimal>(type: "numeric", nullable: false),
                    Grade = table.Column<int>(type: "integer", nullable: false),
                    PeerKey = table.Column<int>(type: "integer", nullable: false),
                    PeerGroup = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PeerPercentile = table.Column<int>(type: "integer", nullable: true),
                    Contributions = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ScoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rank_scores", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "record_units",
                columns: table => new
                {
                    RecordId = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    PrintedName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FoldedName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Uscc = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OrganizationCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RegistrationNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CertificateNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FormerName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FoldedFormerName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Region = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_units", x => new { x.RecordId, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "review_items",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RecordId = table.Column<long>(type: "bigint", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<int>(type: "integer", nullable: false),
                    Candidates = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ClosedBy = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_review_items", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "pool_versions",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    PoolId = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    CreatedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SubmittedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReviewedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReturnReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    AnnouncedFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    AnnouncedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    PublishedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PublishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RecalledBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecalledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RecallReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    ContentHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    MemberCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pool_versions", x => new { x.PoolId, x.Number });
                    table.ForeignKey(
                        name: "FK_pool_versions_pools_PoolId",
                        column: x => x.PoolId,
                        principalTable: "pools",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pool_members",
                columns: table => new
                {
                    FirmId = table.Column<long>(type: "bigint", nullable: false),
                    PoolId = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Uscc = table.Column<string>(type: "character varying(18)", maxLength: 18, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Region = table.Column<int>(type: "integer", nullable: true),
                    Field = table.Column<int>(type: "integer", nullable: true),
                    Points = table.Column<decimal>(type: "numeric", nullable: true),
                    Grade = table.Column<int>(type: "integer", nullable: true),
                    Reason = table.Column<int>(type: "integer", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pool_members", x => new { x.PoolId, x.Number, x.FirmId });
                    table.ForeignKey(
                        name: "FK_pool_members_pool_versions_PoolId_Number",
                        columns: x => new { x.PoolId, x.Number },
                        principalTable: "pool_versions",
                        principalColumns: new[] { "PoolId", "Number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_audit_entries_Actor",
                table: "audit_entries",
                column: "Actor");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_ContentHash_Library",
                table: "deliveries",
                columns: new[] { "ContentHash", "Library" });

            migrationBuilder.CreateIndex(
                name: "IX_firms_ChangeNumber",
                table: "firms",
                column: "ChangeNumber");

            migrationBuilder.CreateIndex(
                name: "IX_firms_NeedsScoring",
                table: "firms",
                column: "NeedsScoring",
                filter: "\"NeedsScoring\"");

            migrationBuilder.CreateIndex(
                name: "IX_firms_Uscc",
                table: "firms",
                column: "Uscc",
                filter: "\"Uscc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_import_jobs_DeliveryId",
                table: "import_jobs",
                column: "DeliveryId");

            migrationBuilder.CreateIndex(
                name: "IX_import_jobs_State",
                table: "import_jobs",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_library_records_DeliveryId_Id",
                table: "library_records",
                columns: new[] { "DeliveryId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_library_records_SameAs",
                table: "library_records",
                column: "SameAs",
                filter: "\"SameAs\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_linkages_FirmId",
                table: "linkages",
                column: "FirmId");

            migrationBuilder.CreateIndex(
                name: "IX_linkages_RecordId_Position",
                table: "linkages",
                columns: new[] { "RecordId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_normalized_records_DeliveryId",
                table: "normalized_records",
                column: "DeliveryId");

            migrationBuilder.CreateIndex(
                name: "IX_normalized_records_KeyHash",
                table: "normalized_records",
                column: "KeyHash");

            migrationBuilder.CreateIndex(
                name: "IX_normalized_records_SupersededBy",
                table: "normalized_records",
                column: "SupersededBy",
                filter: "\"SupersededBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_normalized_records_WithdrawnBy",
                table: "normalized_records",
                column: "WithdrawnBy",
                filter: "\"WithdrawnBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_outbox_messages_SentAt",
                table: "outbox_messages",
                column: "SentAt",
                filter: "\"SentAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_pool_members_FirmId",
                table: "pool_members",
                column: "FirmId");

            migrationBuilder.CreateIndex(
                name: "IX_rank_scores_FirmId",
                table: "rank_scores",
                column: "FirmId");

            migrationBuilder.CreateIndex(
                name: "IX_record_units_CertificateNumber",
                table: "record_units",
                column: "CertificateNumber",
                filter: "\"CertificateNumber\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_record_units_FoldedFormerName",
                table: "record_units",
                column: "FoldedFormerName",
                filter: "\"FoldedFormerName\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "IX_record_units_FoldedName",
                table: "record_units",
                column: "FoldedName")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "IX_record_units_OrganizationCode",
                table: "record_units",
                column: "OrganizationCode",
                filter: "\"OrganizationCode\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_record_units_RegistrationNumber",
                table: "record_units",
                column: "RegistrationNumber",
                filter: "\"RegistrationNumber\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_record_units_Uscc",
                table: "record_units",
                column: "Uscc",
                filter: "\"Uscc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_review_items_ClosedAt",
                table: "review_items",
                column: "ClosedAt");

            migrationBuilder.CreateIndex(
                name: "IX_review_items_RecordId_Position",
                table: "review_items",
                columns: new[] { "RecordId", "Position" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "firms");

            migrationBuilder.DropTable(
                name: "import_jobs");

            migrationBuilder.DropTable(
                name: "library_records");

            migrationBuilder.DropTable(
                name: "linkages");

            migrationBuilder.DropTable(
                name: "normalized_records");

            migrationBuilder.DropTable(
                name: "number_series");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "point_cards");

            migrationBuilder.DropTable(
                name: "pool_members");

            migrationBuilder.DropTable(
                name: "rank_scores");

            migrationBuilder.DropTable(
                name: "record_units");

            migrationBuilder.DropTable(
                name: "review_items");

            migrationBuilder.DropTable(
                name: "pool_versions");

            migrationBuilder.DropTable(
                name: "pools");
        }
    }
}

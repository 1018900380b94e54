using System.ComponentModel.DataAnnotations;
using Matching.Api.Features.Deliveries.Duties;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Firms;
using Matching.Ingest.Deliveries;
using Matching.Ingest.Deliveries.Duties;
using Matching.Storage;
using Matching.Storage.Deliveries;
using Matching.Storage.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Matching.Api.Features.Deliveries;

/// <summary>One delivery: how far it is, what became of its rows, and taking it back.</summary>
[Authorize(Policies.Reviewer)]
public sealed class DetailModel(
    MatchingDbContext db,
    ImportJobs jobs,
    DeliveryReport reports,
    ExportRejectedRows export,
    AbsentFirms absent,
    ExportAbsentFirms exportAbsent,
    RetryDelivery retry,
    RollBackDelivery rollBack,
    AuditTrail audit,
    TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>Rows done at the last look and its moment, for rows per second.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Was { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? WasAt { get; set; }

    [BindProperty(SupportsGet = true)]
    public JobStep? WasStep { get; set; }

    [BindProperty]
    [StringLength(500)]
    public string? Reason { get; set; }

    public Delivery Delivery { get; private set; } = null!;

    /// <summary>Newest job; null for deliveries older than their jobs.</summary>
    public ImportJob? Job { get; private set; }

    public DeliveryReport.Response? Report { get; private set; }

    /// <summary>How a whole list stands to the one before; null for lists that only add, and for first ones.</summary>
    public WholeListComparison? Whole { get; private set; }

    /// <summary>The first of the firms that are no longer on it.</summary>
    public IReadOnlyList<(FirmId Id, string Name)> AbsentShown { get; private set; } = [];

    public bool CanLoad { get; private set; }

    public string Problem { get; private set; } = "";

    public bool IsUnderWay => Job is { State: JobState.Waiting or JobState.Running };

    public long NowSeconds => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Rows per second since the last look; null when there is nothing to compare.</summary>
    public double? RowsPerSecond =>
        Was is { } was && WasAt is { } at && WasStep == Job?.Step && Job is { } job && NowSeconds > at && job.RowsDone >= was
            ? (job.RowsDone - was) / (double)(NowSeconds - at)
            : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnGetProgressAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken, withReport: false))
        {
            return NotFound();
        }

        if (!IsUnderWay)
        {
            // done: the whole page has something new to show
            Response.Headers["HX-Refresh"] = "true";
        }

        return ApiRequests.IsFragment(HttpContext) ? Partial("_Progress", this) : Redirect($"/deliveries/{Id}");
    }

    public async Task<IActionResult> OnGetRejectedAsync(CancellationToken cancellationToken)
    {
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id, cancellationToken);
        return delivery is { RowsRejected: > 0 }
            ? await export.HandleAsync(delivery, CurrentUser.From(User), cancellationToken)
            : NotFound();
    }

    public async Task<IActionResult> OnGetAbsentAsync(CancellationToken cancellationToken)
    {
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id, cancellationToken);
        return delivery is not null && await exportAbsent.HandleAsync(delivery, CurrentUser.From(User), cancellationToken) is { } file ? file : NotFound();
    }

    public Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken) => ActAsync(
        async user => Job is { } job && await jobs.CancelAsync(job.Id, user.UserName, cancellationToken) ? "" : "任务已经结束，没有可取消的。",
        "delivery-cancelled", "已取消入库，名单没有生效的部分不会生效。", cancellationToken);

    public Task<IActionResult> OnPostRetryAsync(CancellationToken cancellationToken) => ActAsync(
        async user => await retry.HandleAsync(Id, user, cancellationToken) ? "" : "这份名单现在不能重新办理，请刷新后查看。",
        null, "已重新开始入库。", cancellationToken);

    public Task<IActionResult> OnPostRollBackAsync(CancellationToken cancellationToken) => ActAsync(
        async user => string.IsNullOrWhiteSpace(Reason) || !ModelState.IsValid
            ? "请写明撤回的理由，最多 500 字。"
            : await rollBack.HandleAsync(new RollBackDelivery.Request(Id, user.UserName, Reason.Trim()), cancellationToken) switch
            {
                RollBackResult.RolledBack => "",
                RollBackResult.WrongState wrong => $"名单现在是“{DeliveryText.Of(wrong.State)}”，只有已入库的名单能撤回。",
                _ => "没有找到这份名单。",
            },
        "delivery-rolled-back", "已撤回这份名单，相关企业正在重新关联和评分。", cancellationToken);

    private async Task<IActionResult> ActAsync(
        Func<CurrentUser, Task<string>> act, string? action, string told, CancellationToken cancellationToken)
    {
        var user = CurrentUser.From(User);
        if (!DeliveryAccess.CanLoad(user))
        {
            return Forbid();
        }

        if (!await LoadAsync(cancellationToken, withReport: false))
        {
            return NotFound();
        }

        Problem = await act(user);
        if (Problem.Length > 0)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            await LoadAsync(cancellationToken);
            return Page();
        }

        if (action is not null)
        {
            await audit.NoteAsync(user, action, Id.ToString(), new { library = Delivery.Library.ToString() }, cancellationToken);
        }

        TempData["Notice"] = told;
        return Redirect($"/deliveries/{Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken, bool withReport = true)
    {
        CanLoad = DeliveryAccess.CanLoad(CurrentUser.From(User));
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id, cancellationToken);
        if (delivery is null)
        {
            return false;
        }

        Delivery = delivery;
        var jobId = await db.Jobs.AsNoTracking()
            .Where(job => job.DeliveryId == Id)
            .OrderByDescending(job => job.CreatedAt)
            .Select(job => (Guid?)job.Id)
            .FirstOrDefaultAsync(cancellationToken);
        Job = jobId is { } found ? await jobs.FindAsync(found, cancellationToken) : null;
        Report = withReport && delivery.State is DeliveryState.Loaded or DeliveryState.RolledBack
            ? await reports.HandleAsync(delivery, cancellationToken)
            : null;
        if (Report is not null && !IsUnderWay)
        {
            await CompareAsync(delivery, cancellationToken);
        }

        return true;
    }

    private async Task CompareAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        Whole = await absent.HandleAsync(delivery, cancellationToken);
        if (Whole is { Absent: { Count: > 0 } ids })
        {
            var first = ids.Take(DeliveryReport.FirmsShown).ToList();
            AbsentShown = (await db.Firms.AsNoTracking().Where(firm => first.Contains(firm.Id)).OrderBy(firm => firm.Id)
                .Select(firm => new { firm.Id, firm.Name }).ToListAsync(cancellationToken)).ConvertAll(firm => (new FirmId(firm.Id), firm.Name));
        }
    }
}

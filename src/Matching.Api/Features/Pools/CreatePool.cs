using System.ComponentModel.DataAnnotations;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Pools;
using Matching.Storage;

namespace Matching.Api.Features.Pools;

/// <summary>Opens a pool with an empty first draft.</summary>
public sealed class CreatePool(MatchingDbContext db, AuditTrail audit, TimeProvider clock)
{
    public sealed class Request
    {
        [Display(Name = "名称")]
        [Required(ErrorMessage = "请填写名称。")]
        [StringLength(80, ErrorMessage = "名称最多 80 个字。")]
        public string Name { get; set; } = "";

        [Display(Name = "用途")]
        [Required(ErrorMessage = "请写一句用途，银行会看到。")]
        [StringLength(500, ErrorMessage = "用途最多 500 个字。")]
        public string Purpose { get; set; } = "";

        [Display(Name = "责任处室")]
        [Required(ErrorMessage = "请填写责任处室。")]
        [StringLength(80, ErrorMessage = "责任处室最多 80 个字。")]
        public string Office { get; set; } = "成果处";

        [Display(Name = "公示工作日数")]
        [Range(0, 60, ErrorMessage = "公示工作日数在 0 到 60 之间，0 表示不公示。")]
        public int AnnouncementDays { get; set; } = Pool.UsualAnnouncementDays;

        [Display(Name = "有效月数")]
        [Range(1, 60, ErrorMessage = "有效月数在 1 到 60 之间。")]
        public int ValidMonths { get; set; } = 12;
    }

    /// <returns>Id of the new pool.</returns>
    public async Task<int> HandleAsync(Request request, CurrentUser by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(by);
        var pool = new Pool(
            request.Name.Trim(), request.Purpose.Trim(), request.Office.Trim(),
            request.AnnouncementDays, request.ValidMonths, by.UserName, clock.GetUtcNow());
        db.Pools.Add(pool);
        await db.SaveChangesAsync(cancellationToken);
        await audit.NoteAsync(by, "pool-created", pool.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            new { request.AnnouncementDays, request.ValidMonths }, cancellationToken);
        return pool.Id;
    }
}

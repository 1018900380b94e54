using System.Globalization;
using Matching.Api.Features.Shared;
using Matching.Api.Features.SignIn;
using Matching.Domain.Codes;
using Matching.Domain.Pushes.Preferences;
using Matching.Ml.Preferences;
using Matching.Storage.Preferences;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Matching.Api.Features.BankPreferences;

/// <summary>What the officer's own bank looks for, beside what its own outcomes say. Nobody outside the bank sees it.</summary>
[Authorize(Policies.Bank)]
public sealed class IndexModel(LendingPreferences preferences, AuditTrail audit) : PageModel
{
    private const string FieldPrefix = "t-";

    public LendingPreference Preference { get; private set; } = LendingPreference.None;

    public StoredPreference? Row { get; private set; }

    public BankExperience Experience { get; private set; } = null!;

    public string Problem { get; private set; } = "";

    /// <summary>Everything that can be said, by kind.</summary>
    public static IReadOnlyList<PreferenceTrait> Traits { get; } =
    [
        .. TechnologyFields.All.Select(field => new PreferenceTrait(TraitKind.Field, ((int)field).ToString(CultureInfo.InvariantCulture))),
        .. PreferenceTrait.AgeBands.Select(band => new PreferenceTrait(TraitKind.Age, band)),
        .. RegionTable.Children(RegionCode.Nation).Where(RegionTable.IsCurrent).Select(province => new PreferenceTrait(TraitKind.Province, province.ToString())),
    ];

    public CurrentUser Me => CurrentUser.From(User);

    public static string FieldOf(PreferenceTrait trait) => $"{FieldPrefix}{(int)trait.Kind}-{trait.Code}";

    /// <summary>What the bank's outcomes say of a trait; null when they say nothing.</summary>
    public TraitExperience? Of(PreferenceTrait trait) => Experience.Traits.FirstOrDefault(one => one.Trait == trait);

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var form = await Request.ReadFormAsync(cancellationToken);
        var levels = new Dictionary<PreferenceTrait, PreferenceLevel>();
        foreach (var trait in Traits)
        {
            if (form[FieldOf(trait)].ToString() is not { Length: > 0 } text)
            {
                continue;
            }

            if (!Enum.TryParse<PreferenceLevel>(text, out var level) || !Enum.IsDefined(level) || !Enum.IsDefined(typeof(PreferenceLevel), text))
            {
                await LoadAsync(cancellationToken);
                Problem = $"“{PreferenceText.Of(trait)}”的取值“{text}”无法识别，没有保存。请从下拉框中选择。";
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
            }

            levels[trait] = level;
        }

        return await SaveAsync(new LendingPreference(levels), "typed", "本行偏好已保存，检索时选“本行偏好”排序即可使用。", cancellationToken);
    }

    /// <summary>Takes over what the bank's outcomes propose.</summary>
    public async Task<IActionResult> OnPostLearnedAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (!Experience.IsEnough)
        {
            Problem = $"本行的反馈还不够：已有结果 {Experience.Decided} 笔、其中授信 {Experience.Approved} 笔，至少要 {BankExperience.FewestDecided} 笔结果，授信和未授信各 {BankExperience.FewestOfEither} 笔。";
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }

        return await SaveAsync(
            new LendingPreference(Experience.Traits.ToDictionary(one => one.Trait, one => one.Proposed)), "learned", "已采用反馈学得的偏好，可再手工调整。", cancellationToken);
    }

    private async Task<IActionResult> SaveAsync(LendingPreference preference, string origin, string told, CancellationToken cancellationToken)
    {
        await preferences.SaveAsync(Me.Tenant, preference, Me.UserName, cancellationToken);
        await audit.NoteAsync(Me, "preference-saved", Me.Tenant, new { origin, lines = preference.Levels.Count(pair => pair.Value != PreferenceLevel.Neutral) }, cancellationToken);
        TempData["Notice"] = told;
        return Redirect("/lending-preference");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        (Preference, Row) = await preferences.FindAsync(Me.Tenant, cancellationToken);
        Experience = await preferences.LearnAsync(Me.Tenant, cancellationToken);
    }
}

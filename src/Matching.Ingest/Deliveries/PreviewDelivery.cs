using System.Diagnostics;
using Matching.Domain.Libraries;
using Matching.Ingest.Deliveries.Duties;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Normalizing.Shape;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Deliveries;

/// <summary>Answer to a look at a list before it is loaded.</summary>
public abstract record PreviewResult
{
    /// <param name="Guesses">Libraries the list may belong to, best first.</param>
    /// <param name="Remembered">What a person said of the same headers before, if that was applied.</param>
    /// <param name="Larger">The last list of the same title, when it had more records.</param>
    /// <param name="Absent">Who is missing on a list that should name everybody; null for other lists.</param>
    public sealed record Preview(
        ListPreview List, IReadOnlyList<LibraryGuess> Guesses, RememberedShape? Remembered = null, LargerBefore? Larger = null, AbsentForetold? Absent = null) : PreviewResult;

    /// <summary>The headers do not tell where the names are; a person can say what they mean.</summary>
    /// <param name="Headers">As printed.</param>
    public sealed record Unmapped(string FileName, Library Library, IReadOnlyList<string> Headers, string Message) : PreviewResult;

    public sealed record Refused(string Code, string Message) : PreviewResult;
}

/// <summary>Shows what would become of a list, and keeps nothing.</summary>
public sealed class PreviewDelivery(RememberedShapes remembered, CompareWithEarlier earlier, AbsentFirms absent)
{
    /// <param name="library">Library the list is for; null = told from its content.</param>
    /// <param name="given">What a person says the headers mean; null = as said of the same headers before, if ever.</param>
    public async Task<PreviewResult> HandleAsync(
        Stream content, string fileName, Library? library, ListShape? given, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        switch (await ListFile.OpenAsync(content, fileName, null, cancellationToken))
        {
            case ListFileResult.Refused refused:
                return new PreviewResult.Refused(refused.Refusal.Code, refused.Refusal.Message);
            case ListFileResult.Opened opened:
                await using (opened.File)
                {
                    return await LookAsync(opened.File, library, given, cancellationToken);
                }

            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    private async Task<PreviewResult> LookAsync(ListFile file, Library? library, ListShape? given, CancellationToken cancellationToken)
    {
        try
        {
            var guesses = await ListNormalizer.GuessAsync(file, cancellationToken);
            var before = given is null ? await remembered.FindAsync(file, library, cancellationToken) : null;
            library ??= before?.Library ?? await ReceiveDelivery.RecogniseAsync(file, cancellationToken);
            if (library is null)
            {
                return new PreviewResult.Refused("library-unclear", ReceiveDelivery.UnclearLibrary(file.Name));
            }

            return await ListNormalizer.PlanAsync(file, library.Value, given ?? before?.Shape, cancellationToken) switch
            {
                ListPlanResult.Refused { Refusal: ListRefusal.NoHeader refusal } when ListNormalizer.HeaderTexts(file, cancellationToken) is { Count: > 1 } headers =>
                    new PreviewResult.Unmapped(file.Name, library.Value, headers, refusal.Message),
                ListPlanResult.Refused refused => new PreviewResult.Refused(refused.Refusal.Code, refused.Refusal.Message),
                ListPlanResult.Ready ready => await ShowAsync(ready.Plan, guesses, before, cancellationToken),
                var other => throw new UnreachableException(other.ToString()),
            };
        }
        catch (ListFileException broken)
        {
            return new PreviewResult.Refused(broken.Refusal.Code, broken.Refusal.Message);
        }
    }

    private async Task<PreviewResult> ShowAsync(
        ListPlan plan, IReadOnlyList<LibraryGuess> guesses, RememberedShape? before, CancellationToken cancellationToken)
    {
        var list = await ListPreview.MakeAsync(plan, cancellationToken);
        return new PreviewResult.Preview(list, guesses, before, await earlier.HandleAsync(list, cancellationToken), await absent.ForetellAsync(plan, list, cancellationToken));
    }
}

using System.Diagnostics;
using Matching.Domain.Libraries;
using Matching.Ingest.Normalizing;
using Matching.Ingest.Reading;

namespace Matching.Ingest.Deliveries;

/// <summary>Answer to a look at a list before it is loaded.</summary>
public abstract record PreviewResult
{
    /// <param name="Guesses">Libraries the list may belong to, best first.</param>
    public sealed record Preview(ListPreview List, IReadOnlyList<LibraryGuess> Guesses) : PreviewResult;

    public sealed record Refused(string Code, string Message) : PreviewResult;
}

/// <summary>Shows what would become of a list, and keeps nothing.</summary>
public sealed class PreviewDelivery
{
    /// <param name="library">Library the list is for; null = told from its content.</param>
#pragma warning disable CA1822 // a use case is called on an instance, whether or not it needs anything
    public async Task<PreviewResult> HandleAsync(Stream content, string fileName, Library? library, CancellationToken cancellationToken)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(fileName);
        switch (await ListFile.OpenAsync(content, fileName, null, cancellationToken))
        {
            case ListFileResult.Refused refused:
                return new PreviewResult.Refused(refused.Refusal.Code, refused.Refusal.Message);
            case ListFileResult.Opened opened:
                await using (opened.File)
                {
                    return await LookAsync(opened.File, library, cancellationToken);
                }

            case var other:
                throw new UnreachableException(other.ToString());
        }
    }

    private static async Task<PreviewResult> LookAsync(ListFile file, Library? library, CancellationToken cancellationToken)
    {
        try
        {
            var guesses = await ListNormalizer.GuessAsync(file, cancellationToken);
            library ??= await ReceiveDelivery.RecogniseAsync(file, cancellationToken);
            if (library is null)
            {
                return new PreviewResult.Refused("library-unclear", ReceiveDelivery.UnclearLibrary(file.Name));
            }

            return await ListNormalizer.PlanAsync(file, library.Value, null, cancellationToken) switch
            {
                ListPlanResult.Refused refused => new PreviewResult.Refused(refused.Refusal.Code, refused.Refusal.Message),
                ListPlanResult.Ready ready => new PreviewResult.Preview(await ListPreview.MakeAsync(ready.Plan, cancellationToken), guesses),
                var other => throw new UnreachableException(other.ToString()),
            };
        }
        catch (ListFileException broken)
        {
            return new PreviewResult.Refused(broken.Refusal.Code, broken.Refusal.Message);
        }
    }
}

using System.Globalization;

namespace Matching.Domain.Scoring;

/// <summary>Steps of an indicator as people type them: <c>1=60 3=100</c>, where a value starts and the percentage of the weight it gives.</summary>
public static class StepsText
{
    public const string Example = "1=60 3=100";

    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint;

    public static string Of(IEnumerable<PointStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return string.Join(' ', steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.From:0.####}={step.Share * 100:0.##}")));
    }

    /// <returns>False when a part cannot be read; <paramref name="wrong"/> names it.</returns>
    public static bool TryRead(string text, out List<PointStep> steps, out string wrong)
    {
        ArgumentNullException.ThrowIfNull(text);
        (steps, wrong) = ([], "");
        foreach (var part in text.Split([' ', '　', '；', ';', '，', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = part.Replace('＝', '=').TrimEnd('%', '％').Split('=');
            if (sides is [var from, var share]
                && decimal.TryParse(from, Plain, CultureInfo.InvariantCulture, out var start)
                && decimal.TryParse(share, Plain, CultureInfo.InvariantCulture, out var percent))
            {
                steps.Add(new(start, percent / 100));
            }
            else
            {
                wrong = part;
                return false;
            }
        }

        return true;
    }
}

namespace Matching.Domain.Codes;

/// <summary>What a look at a cell that should hold a credit code came to.</summary>
/// <param name="Text">The cell after cleaning.</param>
/// <param name="Suggestions">Codes one slip away that pass every check, likeliest first; for a person to choose from, never applied.</param>
public abstract record UsccCheck(string Text, IReadOnlyList<Uscc> Suggestions)
{
    public sealed record Valid(Uscc Code) : UsccCheck(Code.ToString(), []);

    /// <summary>Nothing stands in the cell.</summary>
    public sealed record Empty() : UsccCheck("", []);

    /// <summary>A spreadsheet turned the code into a number, e.g. 9.14403E+17; the digits are gone.</summary>
    public sealed record ScientificNotation(string Text) : UsccCheck(Text, []);

    /// <summary>18 digits whose last three are zeros: what a spreadsheet leaves of a number beyond 15 digits.</summary>
    public sealed record LostDigits(string Text) : UsccCheck(Text, []);

    public sealed record WrongLength(string Text, IReadOnlyList<Uscc> Suggestions) : UsccCheck(Text, Suggestions);

    /// <param name="Position">1-based.</param>
    public sealed record WrongCharacter(string Text, int Position, char Found, IReadOnlyList<Uscc> Suggestions)
        : UsccCheck(Text, Suggestions);

    /// <summary>The first two characters name no authority and body type in use.</summary>
    public sealed record UnknownBodyType(string Text, IReadOnlyList<Uscc> Suggestions) : UsccCheck(Text, Suggestions);

    public sealed record WrongCheckCharacter(string Text, char Expected, IReadOnlyList<Uscc> Suggestions)
        : UsccCheck(Text, Suggestions);

    /// <summary>One Chinese sentence: what was found and what would be right. Empty for a valid code.</summary>
    public string Describe() => this switch
    {
        Valid => "",
        Empty => "未填统一社会信用代码",
        ScientificNotation => $"“{Text}”被表格软件改成了科学计数，请把该列设为文本后重新填写",
        LostDigits => $"“{Text}”末三位为 0，疑被表格软件截断，请把该列设为文本后重新填写",
        WrongLength => $"“{Text}”有 {Text.Length} 位，统一社会信用代码应为 18 位{Hint()}",
        WrongCharacter c => $"第 {c.Position} 位不能是“{c.Found}”{Hint()}",
        UnknownBodyType => $"前两位“{Text[..2]}”不是已启用的登记管理部门和机构类别代码{Hint()}",
        WrongCheckCharacter c => $"校验位为“{Text[17]}”，按国标应为“{c.Expected}”，请核对{Hint()}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Hint() => Suggestions.Count == 0 ? "" : $"，可能是 {string.Join("、", Suggestions.Take(3))}";
}

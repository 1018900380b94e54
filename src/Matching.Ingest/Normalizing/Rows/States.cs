using Matching.Domain.Libraries;

namespace Matching.Ingest.Normalizing.Rows;

/// <summary>How far the fact of a row has come: by its own column when it has one, else by the list.</summary>
internal static class States
{
    /// <summary>A list that says nothing is taken as final: proposed lists always say so.</summary>
    public static PublicityState Of(RowView row) => row.Context.State ?? PublicityState.Announced;

    public static PublicityState Of(RowView row, string stated) =>
        IsWithdrawn(stated) ? PublicityState.Withdrawn
        : stated.Contains("公示", StringComparison.Ordinal) || stated.StartsWith('拟') ? PublicityState.Proposed
        : Of(row);

    public static bool IsWithdrawn(string stated) =>
        stated.Contains("撤销", StringComparison.Ordinal) || stated.Contains("取消", StringComparison.Ordinal)
        || stated.Contains("终止", StringComparison.Ordinal) || stated.Contains("注销", StringComparison.Ordinal)
        || stated.Contains("失效", StringComparison.Ordinal);
}

namespace Matching.Domain.Libraries;

/// <summary>How far a listed fact has come. Only <see cref="Announced"/> counts in scores.</summary>
public enum PublicityState
{
    /// <summary>公示, 拟…: still open to objections.</summary>
    Proposed = 1,

    /// <summary>公告, 认定, 立项: final.</summary>
    Announced = 2,

    /// <summary>撤销, 取消, 终止: taken back.</summary>
    Withdrawn = 3,
}

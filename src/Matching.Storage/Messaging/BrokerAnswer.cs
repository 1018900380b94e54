namespace Matching.Storage.Messaging;

/// <summary>What came of greeting the broker.</summary>
internal abstract record BrokerAnswer
{
    private BrokerAnswer()
    {
    }

    /// <summary>It is new enough and has let us in.</summary>
    public sealed record Taken : BrokerAnswer;

    /// <summary>It did not answer, or broke off; asked again it may.</summary>
    public sealed record Away : BrokerAnswer;

    /// <summary>It answers, and will not do until somebody changes a setting or the broker.</summary>
    /// <param name="Why">One sentence with the place and what would be right; no password in it.</param>
    public sealed record Refused(string Why) : BrokerAnswer;
}

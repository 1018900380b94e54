using Matching.Storage.Messaging;

namespace Matching.Storage.Linkages.Journal;

/// <summary>Rows were linked again after a judgement, or after all names were compared: score the firms this touched.</summary>
/// <param name="EntryId">Line of the journal it follows from; null after a comparison of names.</param>
public sealed record FirmsRelinked(long? EntryId) : IMessage;

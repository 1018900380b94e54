namespace Matching.Storage.Messaging;

/// <summary>A record that may travel through the outbox. It carries ids and hashes, never documents; its full name is kept in the database.</summary>
public interface IMessage;

"""The one origin of the local stack: what CloudFront and the load balancer are on AWS."""
